import "server-only";
import { isJsonObject, type JsonObject } from "#lib/source/json";

/** A sample file has five annual reports; the same ones eight years earlier, which keeps leap days, make ten. */
const yearsBack = 8;

export function isSamplePath(path: string): boolean {
  return /CIK\d+\.json$/.test(path);
}

/** The companyfacts of a sample company with its filings of eight years before, as if it had repeated itself. */
export function repeatTenYears(content: string): string {
  const document = JSON.parse(content) as JsonObject;
  repeatRows(document["facts"]);
  return JSON.stringify(document);
}

function repeatRows(value: unknown): void {
  if (Array.isArray(value)) value.unshift(...value.map(moveBack));
  else if (isJsonObject(value)) for (const inner of Object.values(value)) repeatRows(inner);
}

function moveBack(row: unknown): unknown {
  if (!isJsonObject(row)) return row;
  return Object.fromEntries(
    Object.entries(row).map(([key, value]) => [key, key === "accn" ? `${value}b` : moveDay(value)]),
  );
}

function moveDay(value: unknown): unknown {
  if (typeof value !== "string" || !/^\d{4}-\d{2}-\d{2}$/.test(value)) return value;
  return `${Number(value.slice(0, 4)) - yearsBack}${value.slice(4)}`;
}
