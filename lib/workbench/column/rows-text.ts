import type { Value } from "#lib/expr/vector";
import type { Format } from "#lib/metric/metric";
import { labelText } from "#lib/metric/text-label";
import type { ColumnHead } from "./column-head";
import { identityHeads } from "./identity-column";
import type { SentRow } from "./table-model";

/** What a raw number of a format is in, as its head says it: 0.081 under "ratio", and not 8.1. Absent: it has no unit. */
const rawUnits: Partial<Readonly<Record<Format, string>>> = {
  usd: "USD",
  usd_per_share: "USD per share",
  shares: "shares",
  percent: "ratio",
  basis_points: "ratio",
  times: "times",
  days: "days",
  months: "months",
  years: "years",
};

/**
 * Rows with the columns that are shown as text for a spreadsheet: cells between tabs, a line of heads first. Numbers are raw and
 * in full, the unit stands in the head; what is missing or unknown is empty.
 */
export function writeRowsText(heads: readonly ColumnHead[], rows: readonly SentRow[]): string {
  const first = [...identityHeads.map(({ head }) => head.label), ...heads.map(writeHead)];
  const lines = rows.map(({ ticker, name, cells }) => [
    guardCell(ticker),
    guardCell(name),
    ...heads.map((head, at) => writeCell(head, cells[at] ?? null)),
  ]);
  return [first, ...lines].map((cells) => cells.join("\t")).join("\n");
}

function writeHead({ label, type, format }: ColumnHead): string {
  const unit = type === "number" ? rawUnits[format] : undefined;
  return guardCell(unit === undefined ? label : `${label} (${unit})`);
}

function writeCell({ expression }: ColumnHead, value: Value | null): string {
  switch (value?.type) {
    case "number":
      return Number.isFinite(value.value) ? String(value.value) : "";
    case "text":
      return guardCell(labelText(expression, value.value));
    case "truth":
      return value.value ? "Yes" : "No";
    default:
      return "";
  }
}

/** A text that a spreadsheet takes for a formula gets an apostrophe; what would end the cell becomes a blank. */
export function guardCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, " ");
  return /^\s*[=+\-@]/.test(line) ? `'${line}` : line;
}
