import "server-only";
import { readdir, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { decodeText } from "#lib/source/decode-text";
import { detectSource, type SourceKind, sourceHeadLength } from "#lib/source/detect-source";
import { readHead } from "./read-source";

/** What a file of a folder can be used as. A zip is an archive of companyfacts. */
export type UsableKind = Exclude<SourceKind, "unknown" | "gzip">;

/** A file that was recognised by its content. */
export interface SourceFile {
  readonly path: string;
  /** The path within the folder, for reports. */
  readonly name: string;
  readonly kind: UsableKind;
}

/** A file that is left aside, and why. */
export interface IgnoredFile {
  readonly name: string;
  readonly why: string;
}

export interface RecognisedFolder {
  readonly files: readonly SourceFile[];
  readonly ignored: readonly IgnoredFile[];
  /** Files that look like a source but are damaged (another encoding, an archive that is none). */
  readonly damaged: readonly IgnoredFile[];
}

const maxDepth = 8;

/**
 * Looks at every file below a folder and says what it is, by its content and not by its place or name. Sorted by name,
 * so that a folder gives the same result on every machine. Symbolic links to files are read, links to folders are not
 * followed. Throws when the folder cannot be read.
 */
export async function recogniseFolder(folder: string): Promise<RecognisedFolder> {
  const files: SourceFile[] = [];
  const ignored: IgnoredFile[] = [];
  const damaged: IgnoredFile[] = [];
  for (const path of await listFiles(folder, 0)) {
    const name = relative(folder, path);
    const target = await stat(path).catch(() => null);
    if (!target?.isFile()) {
      ignored.push({ name, why: target ? "it is a link to a folder" : "it is a link to nothing" });
      continue;
    }
    const head = await readHead(path, sourceHeadLength);
    const kind = detectSource(head);
    if (kind !== "unknown" && kind !== "gzip") {
      files.push({ path, name, kind });
      continue;
    }
    const damage = describeDamage(name, head, kind);
    if (damage === null) ignored.push({ name, why: describeUnknown(head) });
    else damaged.push({ name, why: damage });
  }
  return { files, ignored, damaged };
}

async function listFiles(folder: string, depth: number): Promise<string[]> {
  const entries = (await readdir(folder, { withFileTypes: true })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const paths: string[] = [];
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (depth < maxDepth) paths.push(...(await listFiles(path, depth + 1)));
    } else if (entry.isFile() || entry.isSymbolicLink()) paths.push(path);
  }
  return paths;
}

/** What is wrong with a file that would be a source if it were whole; null for a file that is none of ours. */
function describeDamage(name: string, head: Buffer, kind: SourceKind): string | null {
  if (head.length === 0) return /\.(csv|json|zip|gz)$/i.test(name) ? "The file is empty." : null;
  if (kind === "gzip") return "The file begins like gzip but cannot be unpacked.";
  if (/\.zip$/i.test(name)) return "The file is not a zip archive, whatever its name says.";
  const isForeign = (["utf-16le", "utf-16be", "latin1"] as const).some(
    (encoding) => detectSource(new TextDecoder(encoding).decode(head)) !== "unknown",
  );
  if (!isForeign) return null;
  const decoded = decodeText(head);
  return decoded.ok ? null : decoded.error.message;
}

function describeUnknown(head: Buffer): string {
  const firstLine = head.toString("utf8").split("\n", 1)[0]?.trim().slice(0, 60) ?? "";
  return /^[\x20-\x7e]*$/.test(firstLine) && firstLine !== ""
    ? `it is none of the known sources (it begins with "${firstLine}")`
    : "it is none of the known sources";
}
