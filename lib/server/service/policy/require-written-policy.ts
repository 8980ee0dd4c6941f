import "server-only";
import { AppError } from "#lib/contract/app-error";
import { resolvePolicy } from "#lib/verdict/policy/choice";
import type { WrittenPolicy } from "#lib/verdict/policy/policy-draft";
import { isSlugText, writeSlug } from "#lib/verdict/policy/policy-slug";
import { readNamedPolicy } from "./read-named-policy";

/** A named policy as a person writes one, by its slug with or without the mark. Throws AppError "not_found". */
export async function requireWrittenPolicy(asked: string): Promise<WrittenPolicy> {
  const slug = asked.replace(/^(@|%40)/, "");
  const named = isSlugText(writeSlug(slug)) ? await readNamedPolicy(slug) : null;
  if (named === null) {
    throw new AppError(
      "not_found",
      `There is no policy ${writeSlug(slug.slice(0, 40))}. Its owner may have deleted it.`,
    );
  }
  const policy = resolvePolicy({ version: writeSlug(slug), values: {}, named });
  if (!policy.ok) throw new AppError("invalid_request", policy.error);
  const { id, version, label, applies, parameters, rules } = policy.value;
  return { id, version, label, applies, parameters, rules };
}
