import { CsvHeader, normaliseLineEnds } from "./csv";
import type { SourceHead } from "./format";
import { type KnownFormat, sourceFormats } from "./formats";

/** What a file is, recognised by its content: of a known format, a container of files, or neither. */
export type SourceKind = KnownFormat["kind"] | "zip" | "gzip" | "unknown";

/** How many leading characters or bytes of a file are enough to recognise it. */
export const sourceHeadLength = 4096;

/** A preamble is shorter than this. */
const headerLinesMax = 20;

function findKind(head: SourceHead): SourceKind {
  return sourceFormats.find(({ detect }) => detect(head))?.kind ?? "unknown";
}

/**
 * Says what a file is from its first bytes (or characters). The name is not asked, because people rename files. A
 * compressed file must be unpacked and asked again.
 */
export function detectSource(head: Uint8Array | string): SourceKind {
  if (typeof head !== "string") {
    if (head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) <= 7) return "zip";
    if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  }
  const text = (typeof head === "string" ? head : new TextDecoder().decode(head)).replace(/^\uFEFF/, "");
  if (/^\s*\{/.test(text)) return findKind({ shape: "json", text });
  for (const line of normaliseLineEnds(text).split("\n", headerLinesMax)) {
    const cells = line.split(",").map((cell) => cell.trim().replaceAll('"', ""));
    const kind = findKind({ shape: "table", header: new CsvHeader(cells) });
    if (kind !== "unknown") return kind;
  }
  return "unknown";
}
