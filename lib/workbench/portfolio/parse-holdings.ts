import { tickerPattern } from "#lib/source/ticker-pattern";
import { formatCount } from "#lib/util/number-text";
import { fail, type Result, succeed } from "#lib/util/result";
import { parseSize, type Sizing } from "./sizing";

/** A company of a pasted list. */
export interface PastedHolding {
  /** Counted from 1. */
  readonly line: number;
  readonly ticker: string;
  /** Null: it stands there without a number. */
  readonly size: number | null;
}

/** A line that was left out, or what of it was. */
export interface PasteProblem {
  readonly line: number;
  /** Its beginning. */
  readonly text: string;
  readonly reason: string;
}

/** What a pasted text holds. */
export interface PastedHoldings {
  /** What its numbers are; null where it has none. */
  readonly sizing: Sizing | null;
  /** Each ticker once. */
  readonly holdings: readonly PastedHolding[];
  readonly problems: readonly PasteProblem[];
  /** Tickers that stand there several times with the same number, and were read once. */
  readonly repeated: readonly string[];
}

/** The longest text that is read, in characters, and the most lines. */
export const pasteLengthMax = 500_000;
const pasteLinesMax = 10_000;

const tickerNames: ReadonlySet<string> = new Set(["ticker", "symbol", "ticker symbol", "stock symbol", "code"]);
const sharesNames: ReadonlySet<string> = new Set([
  ...["shares", "share", "quantity", "qty", "units", "position", "number of shares", "no of shares", "count"],
]);
const weightNames: ReadonlySet<string> = new Set([
  ...["weight", "weights", "weighting", "portfolio weight", "allocation", "of portfolio", "percent", ""],
]);

/** What begins like a number: digits, a sign, a currency. A ticker may have digits, but not alone. */
const numberLike = /^[-−–(+]?\s*[$€£]?\s*[\d.][\d.,'’\u00a0\u202f]*\s*%?\)?$/u;
/** A ticker, blanks and a number: `HRI 1,200`. */
const pairPattern = /^(\S+)\s+(.+)$/u;

interface Header {
  readonly tickerAt: number;
  readonly sizeAt: number | null;
  readonly sizing: Sizing | null;
  /** Its columns stand between blanks, so that a comma belongs to a number. */
  readonly isByBlanks: boolean;
}

interface RawHolding {
  readonly line: number;
  readonly text: string;
  readonly word: string;
  readonly size: string | null;
}

/**
 * Reads companies with shares or weights out of a text as people paste or save it: a ticker and a number a line, behind a
 * blank, tab, comma or semicolon, with or without a header; pairs behind each other; or tickers alone. A header or a percent
 * sign says what the numbers are, else `plainIs` does. A line that cannot be read is left out with its reason, and the
 * rest is kept. Errors, for the whole text: a sentence that says what is wrong, where and what to do.
 */
export function parseHoldings(text: string, plainIs: Sizing): Result<PastedHoldings, string> {
  if (text.length > pasteLengthMax) {
    return fail(
      `The text has ${formatCount(text.length)} characters, and the most is ${formatCount(pasteLengthMax)}. Keep the columns of tickers and numbers alone.`,
    );
  }
  const lines = text.replace(/^\ufeff/, "").split(/\r\n?|\n/);
  if (lines.length > pasteLinesMax) {
    return fail(`The text has more than ${formatCount(pasteLinesMax)} lines. A list holds 2,000 companies.`);
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that are refused.
  const damaged = lines.findIndex((line) => /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffd]/.test(line));
  if (damaged >= 0) {
    return fail(`Line ${damaged + 1} has characters that no text has. Save it as text in UTF-8, and try again.`);
  }
  const first = lines.findIndex((line) => line.trim() !== "");
  if (first < 0) return fail("There is no ticker in it. Give a ticker and a number on each line, such as ABC 120.");
  const header = readHeader(lines[first] ?? "");
  const problems: PasteProblem[] = [];
  const raws: RawHolding[] = [];
  for (const [at, content] of lines.entries()) {
    if (content.trim() === "" || (header !== null && at === first)) continue;
    const line = at + 1;
    const read = readLine(content, header);
    if (!read.ok && read.error === openQuote) {
      return fail(`Line ${line} opens a quote and never closes it: the text is cut off or damaged. Save it anew.`);
    }
    if (read.ok) raws.push(...read.value.map((each) => ({ ...each, line, text: shorten(content) })));
    else problems.push({ line, text: shorten(content), reason: read.error });
  }
  return readSizes(raws, header?.sizing ?? null, plainIs, problems);
}

const openQuote = "open quote";

function shorten(line: string): string {
  const trimmed = line.trim().replaceAll("\t", " ");
  return trimmed.length > 40 ? `${trimmed.slice(0, 39)}…` : trimmed;
}

function isNumberLike(cell: string): boolean {
  return numberLike.test(cell);
}

function foldName(cell: string): string {
  return cell
    .toLowerCase()
    .replaceAll(/[%()#_.]/g, " ")
    .replaceAll(/\s+/g, " ")
    .trim();
}

/** The columns of a first line that names them; null where it names no ticker. */
function readHeader(line: string): Header | null {
  const split = splitLine(line);
  if (!split.ok || split.value.cells.some(isNumberLike)) return null;
  const { cells, isByBlanks } = split.value;
  const names = cells.map(foldName);
  const tickerAt = names.findIndex((name) => tickerNames.has(name));
  if (tickerAt < 0) return null;
  const sharesAt = names.findIndex((name) => sharesNames.has(name));
  // A name of signs alone counts where it has a percent sign.
  const weightAt = names.findIndex(
    (name, at) => weightNames.has(name) && (name !== "" || (cells[at] ?? "").includes("%")),
  );
  const sizeAt = sharesAt >= 0 ? sharesAt : weightAt;
  if (sizeAt < 0) return { tickerAt, sizeAt: null, sizing: null, isByBlanks };
  // Between blanks the words of a name are cells of their own, so that only the order is known.
  const place = isByBlanks ? (sizeAt > tickerAt ? tickerAt + 1 : sizeAt) : sizeAt;
  return { tickerAt, sizeAt: place, sizing: sharesAt >= 0 ? "shares" : "weight", isByBlanks };
}

interface SplitLine {
  readonly cells: readonly string[];
  readonly isByBlanks: boolean;
}

/** The cells of a line, trimmed. Errors: `openQuote`. */
function splitLine(line: string): Result<SplitLine, string> {
  const mark = ["\t", ";", ","].find((each) => line.includes(each));
  if (mark === undefined && !line.includes('"')) {
    return succeed({ cells: line.trim().split(/\s+/u), isByBlanks: true });
  }
  const cells: string[] = [];
  let cell = "";
  let isQuoted = false;
  for (const sign of line) {
    if (sign === '"') isQuoted = !isQuoted;
    else if (sign === mark && !isQuoted) {
      cells.push(cell.trim());
      cell = "";
    } else cell += sign;
  }
  if (isQuoted) return fail(openQuote);
  return succeed({ cells: [...cells, cell.trim()], isByBlanks: false });
}

type LineHolding = Pick<RawHolding, "word" | "size">;

function readLine(line: string, header: Header | null): Result<readonly LineHolding[], string> {
  const pair = header?.isByBlanks && header.sizeAt === 1 ? readPair(line.trim()) : null;
  if (pair !== null) return succeed([pair]);
  const split = splitLine(line);
  if (!split.ok) return split;
  return header === null ? readPlainLine(line, split.value) : readCells(split.value.cells, header);
}

function readCells(cells: readonly string[], { tickerAt, sizeAt }: Header): Result<readonly LineHolding[], string> {
  const word = cells[tickerAt] ?? "";
  if (word === "") return fail("There is no ticker in the column of tickers.");
  const size = sizeAt === null ? null : (cells[sizeAt] ?? "");
  const next = sizeAt === null ? undefined : cells[sizeAt + 1];
  const isLast = sizeAt !== null && cells.length === sizeAt + 2;
  if (size !== null && isLast && next !== undefined && isTornNumber([size, next]))
    return fail(describeTorn([size, next]));
  return succeed([{ word, size: size === "" ? null : size }]);
}

/** Whether cells may be one number that its own commas cut: `1` and `200`. */
function isTornNumber(cells: readonly string[]): boolean {
  const [first = "", ...rest] = cells;
  return rest.length > 0 && /^\d{1,3}$/.test(first) && rest.every((cell) => /^\d{3}(?:\.\d+)?%?$/.test(cell));
}

function describeTorn(cells: readonly string[]): string {
  return `“${cells.join(",")}” may be one number or several. Write ${cells.join("")}, or put quotes around it.`;
}

function readPlainLine(line: string, { cells: all }: SplitLine): Result<readonly LineHolding[], string> {
  // A number may have commas of its own behind a blank: `HRI 1,200`.
  const whole = readPair(line.trim());
  if (whole !== null) return succeed([whole]);
  const cells = all.filter((cell) => cell !== "");
  if (cells.length === 0) return fail("There is no ticker on this line.");
  const pairs = cells.map(readPair);
  if (pairs.every((pair) => pair !== null)) return succeed(pairs);
  const words = cells.flatMap((cell) => (isNumberLike(cell) ? [cell] : cell.split(/\s+/u)));
  const numbers = words.filter(isNumberLike);
  const broken = words.find((word) => word.endsWith("%") && !isNumberLike(word));
  if (broken !== undefined) return fail(`“${broken.slice(0, 24)}” is not a weight, such as 4.5%.`);
  if (numbers.length === 0) return succeed(words.map((word) => ({ word, size: null })));
  const [word = "", ...rest] = words;
  if (isNumberLike(word)) return fail("The line begins with a number. Give the ticker first, or name the columns.");
  if (rest.length === 1) return succeed([{ word, size: rest[0] ?? null }]);
  if (isTornNumber(rest)) return fail(describeTorn(rest));
  return fail("There is more than a ticker and a number. Name the columns in a first line, such as Ticker, Shares.");
}

function readPair(cell: string): LineHolding | null {
  const [, word = "", size = ""] = pairPattern.exec(cell) ?? [];
  return word === "" || isNumberLike(word) || /[\t;,"]/u.test(word) || !isNumberLike(size) ? null : { word, size };
}

/** Turns what was read into sizes, each ticker once. */
function readSizes(
  raws: readonly RawHolding[],
  named: Sizing | null,
  plainIs: Sizing,
  problems: PasteProblem[],
): Result<PastedHoldings, string> {
  const numbers = raws.flatMap(({ size }) => size ?? []);
  const hasSign = numbers.some((size) => size.endsWith("%"));
  const sizing = named ?? (hasSign ? "weight" : plainIs);
  const read: (PastedHolding & { readonly text: string })[] = [];
  for (const { line, text, word, size } of raws) {
    const ticker = word.replace(/^\$/, "").toUpperCase();
    const refuse = (reason: string) => problems.push({ line, text, reason });
    if (!tickerPattern.test(ticker)) {
      refuse(`“${word.slice(0, 24)}” is not a ticker, such as ABC.`);
      continue;
    }
    if (named === null && plainIs === "shares" && hasSign && size !== null && !size.endsWith("%")) {
      refuse("The number has no percent sign, and others here have one.");
      continue;
    }
    const parsed = parseSize(size ?? "", sizing);
    if (parsed.ok) read.push({ line, text, ticker, size: parsed.value });
    else refuse(parsed.error);
  }
  const sum = read.reduce((total, { size }) => total + (size ?? 0), 0);
  if (sizing === "weight" && !hasSign && sum > 0 && sum <= 0.015) {
    const all = Number((sum * 100).toPrecision(6));
    return fail(
      `As percentages these weights come to ${all}% together, so they may be fractions. Write them with a sign, such as 4.5%.`,
    );
  }
  const { holdings, repeated } = dropRepeats(read, problems);
  return succeed({
    sizing: holdings.some(({ size }) => size !== null) ? sizing : null,
    holdings,
    problems: problems.toSorted((left, right) => left.line - right.line),
    repeated,
  });
}

/** Each ticker once. Where its numbers differ nobody knows which is meant, so that none is taken. */
function dropRepeats(
  read: readonly (PastedHolding & { readonly text: string })[],
  problems: PasteProblem[],
): Pick<PastedHoldings, "holdings" | "repeated"> {
  const byTicker = new Map<string, (PastedHolding & { readonly text: string })[]>();
  for (const each of read) byTicker.set(each.ticker, [...(byTicker.get(each.ticker) ?? []), each]);
  const holdings: PastedHolding[] = [];
  const repeated: string[] = [];
  for (const [ticker, all] of byTicker) {
    const sized = all.filter(({ size }) => size !== null);
    const [kept] = sized.length > 0 ? sized : all;
    if (kept === undefined) continue;
    const lines = [...new Set(all.map(({ line }) => line))];
    const where = lines.length === 1 ? `twice on line ${lines[0]}` : `on lines ${lines.join(" and ")}`;
    if (sized.some(({ size }) => size !== kept.size)) {
      const last = sized.at(-1) ?? kept;
      const reason = `${ticker} stands ${where} with different numbers, so none was taken. Write it once.`;
      problems.push({ line: last.line, text: last.text, reason });
      continue;
    }
    if (all.length > 1) repeated.push(ticker);
    holdings.push({ line: kept.line, ticker, size: kept.size });
  }
  return { holdings, repeated };
}
