import Papa from "papaparse";
import { fail, type Result, succeed } from "#lib/util/result";
import type { SourceError } from "./source-error";

/** A row of a CSV file with the line on which it starts. */
export interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const byteOrderMark = "﻿";

function countNewlines(cells: readonly string[]): number {
  let count = 0;
  for (const cell of cells) {
    for (let at = cell.indexOf("\n"); at !== -1; at = cell.indexOf("\n", at + 1)) count += 1;
  }
  return count;
}

/** The text with LF at the end of each line; spreadsheets of old Macs wrote CR alone. */
export function normaliseLineEnds(text: string): string {
  return text.includes("\r") ? text.replaceAll(/\r\n?/g, "\n") : text;
}

/** True for a row without content: no cell, or one of blanks and no-break spaces. */
export function isBlankRow(cells: readonly string[]): boolean {
  return cells.every((cell) => cell.trim() === "");
}

/** Splits comma-separated text into rows, whatever its lines end with (LF, CRLF, CR alone). Refuses an empty text, binary text, a zero character anywhere and a quote that is never closed. */
export function readCsv(text: string): Result<readonly CsvRow[], SourceError> {
  const body = normaliseLineEnds(text.startsWith(byteOrderMark) ? text.slice(1) : text);
  if (body.trim() === "") return fail({ message: "The file is empty.", line: 1, expected: "a header and rows" });
  const strange = body.slice(0, 4096).search(/[\0\uFFFD]/);
  if (strange !== -1) {
    const line = body.slice(0, strange).split("\n").length;
    return fail({ message: "The file is binary or in another encoding.", line, expected: "CSV in UTF-8" });
  }
  const zeroAt = body.indexOf("\0");
  if (zeroAt !== -1) {
    const line = body.slice(0, zeroAt).split("\n").length;
    return fail({ message: "The file is damaged: a character is zero (NUL).", line, expected: "CSV in UTF-8" });
  }
  const parsed = Papa.parse<string[]>(body, { delimiter: ",", newline: "\n", skipEmptyLines: false });
  const rows: CsvRow[] = [];
  let line = 1;
  for (const cells of parsed.data) {
    rows.push({ line, cells });
    line += 1 + countNewlines(cells);
  }
  const broken = parsed.errors.find((error) => error.code === "MissingQuotes");
  if (broken) {
    return fail({
      message: "A quote is opened and never closed: the file is cut off or damaged.",
      line: rows[broken.row ?? rows.length - 1]?.line ?? line,
      expected: "a closing quote",
    });
  }
  return succeed(rows);
}

/** A header row: finds columns by name, whatever their order, case and surrounding blanks. */
export class CsvHeader {
  readonly names: readonly string[];
  private readonly indexByName: ReadonlyMap<string, number>;

  constructor(cells: readonly string[]) {
    this.names = cells.map((cell) => cell.trim());
    this.indexByName = new Map(this.names.map((name, index) => [name.toLowerCase(), index]));
  }

  find(name: string): number | undefined {
    return this.indexByName.get(name.toLowerCase());
  }

  has(...names: readonly string[]): boolean {
    return names.every((name) => this.find(name) !== undefined);
  }

  /** The trimmed cell of a column; empty when the column or the cell is absent. */
  read(cells: readonly string[], name: string): string {
    const index = this.find(name);
    return index === undefined ? "" : (cells[index]?.trim() ?? "");
  }
}

const numberPattern = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** A number with or without thousands separators. Undefined for text that is none, null for blank, `-`, `--` and `.`. */
export function readNumber(cell: string): number | null | undefined {
  const text = cell.trim();
  if (text === "" || text === "-" || text === "--" || text === ".") return null;
  if (!numberPattern.test(text)) return undefined;
  const value = Number(text.replaceAll(",", ""));
  return Number.isFinite(value) ? value : undefined;
}

/** A CIK from text (`0001364479`, `1364479`, `CIK0001364479`), or null. */
export function readCik(cell: string | number): number | null {
  const match = /^(?:CIK)?0*(\d{1,10})$/i.exec(String(cell).trim());
  const cik = match?.[1] === undefined ? Number.NaN : Number(match[1]);
  return Number.isSafeInteger(cik) && cik > 0 ? cik : null;
}

/** A ratio from a percentage, without the noise that dividing by 100 leaves in the last digits (2.84 is 0.0284). */
export function getRatio(percent: number): number {
  return Number((percent / 100).toPrecision(12));
}
