import { formatWithUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";

/** A figure whose past can stand in a table as a line. */
export interface Trend {
  readonly label: string;
  readonly format: Format;
}

/**
 * The figures of which a snapshot holds enough of the past: twelve months, and those that ended one to five years before. Of
 * quarters it holds the newest alone. The ids are permanent: they live in addresses.
 */
export const trends = {
  revenue: { label: "Revenue", format: "usd" },
  ebit: { label: "EBIT", format: "usd" },
  interest_cover: { label: "Interest cover", format: "times" },
} as const satisfies Readonly<Record<string, Trend>>;

export type TrendId = keyof typeof trends;

export const trendIds = Object.keys(trends) as readonly TrendId[];

/** What a line shows, in words: the first and the last known value with their years, and how many are missing. */
export function describeTrend(id: TrendId, values: readonly (number | null)[]): string {
  const { label, format } = trends[id];
  const known = values.flatMap((value, at) => (value === null ? [] : [{ value, years: values.length - 1 - at }]));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return `${label}: no year is known`;
  const write = ({ value, years }: typeof first) => `${formatWithUnit(value, format)} ${sayYears(years)}`;
  if (first === last) return `${label}: ${write(first)}, other years are missing`;
  const missing = values.length - known.length;
  return `${label} from ${write(first)} to ${write(last)}${missing === 0 ? "" : `, ${missing} of ${values.length} years missing`}`;
}

function sayYears(years: number): string {
  if (years === 0) return "now";
  return years === 1 ? "a year before" : `${years} years before`;
}
