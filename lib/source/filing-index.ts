import { getDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { fail, type Result, succeed } from "#lib/util/result";
import { normaliseLineEnds, readCik } from "./csv";
import { isJsonObject, readJsonObject } from "./json";
import type { SourceError } from "./source-error";

/** One filing of EDGAR's daily index. */
export interface IndexedFiling {
  readonly cik: number;
  readonly form: string;
}

const expected = "EDGAR's index of a day (CIK|Company Name|Form Type|Date Filed|File Name)";
const cellCount = 5;

/**
 * Reads `master.YYYYMMDD.idx`, EDGAR's list of what was filed on a day. Refuses a document of another kind and one
 * that ends within a line. A filing of several companies stands once for each.
 */
export function parseFilingIndex(text: string): Result<readonly IndexedFiling[], SourceError> {
  const lines = normaliseLineEnds(text).split("\n");
  const headerAt = lines.findIndex((line) => /^CIK\|Company Name\|Form Type\|Date Filed\|/i.test(line));
  if (headerAt === -1) return fail({ message: "The file has no header of a filing index.", line: 1, expected });
  const filings: IndexedFiling[] = [];
  for (const [index, line] of lines.entries()) {
    if (index <= headerAt || line.trim() === "" || /^-+$/.test(line)) continue;
    const cells = line.split("|");
    const cik = readCik(cells[0] ?? "");
    if (cells.length !== cellCount || cik === null || !/\.txt$/.test(cells[cellCount - 1] ?? "")) {
      return fail({ message: "A line is damaged or cut off.", line: index + 1, expected });
    }
    filings.push({ cik, form: (cells[2] ?? "").trim() });
  }
  return succeed(filings);
}

/** A day's index that EDGAR has, with the name of its file. */
export interface IndexFile {
  readonly day: Day;
  readonly name: string;
}

/** Reads `index.json` of a quarter's folder of daily indexes: the days that have a list of filings, oldest first. */
export function parseIndexListing(text: string): Result<readonly IndexFile[], SourceError> {
  const document = readJsonObject(text);
  if (!document.ok) return document;
  const { directory } = document.value;
  const items = isJsonObject(directory) ? directory["item"] : undefined;
  if (!Array.isArray(items)) {
    return fail({
      message: "The list of files is absent.",
      at: "directory.item",
      expected: "EDGAR's list of a folder",
    });
  }
  const files = items.flatMap((item: unknown) => {
    const name = isJsonObject(item) ? item["name"] : undefined;
    const date = typeof name === "string" ? /^master\.(\d{4})(\d{2})(\d{2})\.idx$/.exec(name) : null;
    const day = date === null ? null : getDay(Number(date[1]), Number(date[2]), Number(date[3]));
    return day === null || date === null ? [] : [{ day, name: date[0] }];
  });
  return succeed(files.sort((a, b) => a.day - b.day));
}

const figureForms =
  /^(?:10-(?:K|KT|Q|QT)(?:405)?|10-12[BG]|20-F|40-F|6-K|8-K(?:12[BG]3?|15D5)?|S-1|S-4|S-11|F-1|F-4|424B\d)(?:\/A)?$/;

/** Whether a form may bring figures: annual, quarterly and current reports, registrations, and their amendments. */
export function mayBringFigures(form: string): boolean {
  return figureForms.test(form);
}
