import { CsvHeader } from "./csv";

/** What a file is, recognised by its content. */
export type SourceKind =
  | "holdings"
  | "companyfacts"
  | "zip"
  | "gzip"
  | "ticker_map"
  | "sic"
  | "submissions"
  | "fundamentals"
  | "prices"
  | "rates"
  | "unknown";

/** How many leading characters or bytes of a file are enough to recognise it. */
export const sourceHeadLength = 4096;

/** A preamble is shorter than this. */
const headerLinesMax = 20;

function detectJson(head: string): SourceKind {
  if (/"cik_str"\s*:/.test(head)) return "ticker_map";
  if (/"fields"\s*:\s*\[[^\]]*"ticker"/.test(head)) return "ticker_map";
  if (/"facts"\s*:\s*\{/.test(head) && /"cik"\s*:/.test(head)) return "companyfacts";
  if (
    /"cik"\s*:/.test(head) &&
    /"(?:entityType|sicDescription|filings|insiderTransactionForIssuerExists)"\s*:/.test(head)
  ) {
    return "submissions";
  }
  return "unknown";
}

function detectHeader(cells: readonly string[]): SourceKind {
  const header = new CsvHeader(cells);
  if (header.has("Ticker", "Name", "Sector", "Asset Class")) return "holdings";
  if (header.has("period_end", "period") && (header.has("cik") || header.has("ticker"))) return "fundamentals";
  if (header.has("snapshot_date", "ticker", "lastsale") || header.has("date", "close")) return "prices";
  if (header.has("cik", "sic")) return "sic";
  const first = header.names[0]?.toLowerCase() ?? "";
  if ((first === "date" || first === "observation_date") && header.names.length >= 2) return "rates";
  return "unknown";
}

/**
 * Says what a file is from its first bytes (or characters); the name is not asked, because people rename files. A
 * compressed file must be unpacked and asked again.
 */
export function detectSource(_name: string, head: Uint8Array | string): SourceKind {
  if (typeof head !== "string") {
    if (head[0] === 0x50 && head[1] === 0x4b && (head[2] ?? 0) <= 7) return "zip";
    if (head[0] === 0x1f && head[1] === 0x8b) return "gzip";
  }
  const text = (typeof head === "string" ? head : new TextDecoder().decode(head)).replace(/^﻿/, "");
  if (/^\s*\{/.test(text)) return detectJson(text);
  for (const line of text.split("\n", headerLinesMax)) {
    const cells = line.split(",").map((cell) => cell.trim().replaceAll('"', ""));
    const kind = detectHeader(cells);
    if (kind !== "unknown") return kind;
  }
  return "unknown";
}
