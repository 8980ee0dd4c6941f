/** What a link begins with that names a policy by its slug: `policy=@V1StGXR8_Z5jdHi6`. */
const slugMark = "@";

/** The slug that the policy of a link names, without its mark; null for a shipped version, and where none is named. */
export function readSlug(version: string | null): string | null {
  return version?.startsWith(slugMark) ? version.slice(slugMark.length) : null;
}

/** A slug as a link writes it in place of a version. */
export function writeSlug(slug: string): string {
  return `${slugMark}${slug}`;
}

/** Whether a text can be a slug with its mark. Whether there is such a policy, the server tells. */
export function isSlugText(text: string): boolean {
  return /^@[\w-]{8,40}$/.test(text);
}
