import { formatWithUnit, missingMeanings } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import type { MissingReason } from "#lib/util/missing";

/** A value of a chart, or why there is none: a gap is never a zero. */
export type ChartPoint = number | MissingReason;

export interface ChartSeries {
  readonly label: string;
  readonly kind: "bar" | "line" | "dashes";
  /** One a period, oldest first. */
  readonly points: readonly ChartPoint[];
}

export interface ChartPeriod {
  /** Under the axis, short: `2024`, `Mar 26`. */
  readonly mark: string;
  /** In the hover and in the table: `Fiscal year to Dec 31, 2024`. */
  readonly name: string;
}

/** A line to read the values against, in the colour of the verdict that it limits. */
export interface ChartReference {
  readonly value: number;
  readonly label: string;
  readonly tone: "weak" | "resilient";
}

/** What a chart is drawn from, and what its table says. */
export interface ChartData {
  readonly format: Format;
  /** What a period is, as the head of the table's first column: `Fiscal year`. */
  readonly periodHead: string;
  readonly periods: readonly ChartPeriod[];
  /** The first has the accent. At most three, or their colours repeat. */
  readonly series: readonly ChartSeries[];
  readonly references?: readonly ChartReference[];
}

/** The values of a chart that are known, those of its references among them. */
export function listKnown({ series, references = [] }: ChartData): readonly number[] {
  const points = series.flatMap((each) => each.points.filter((point) => typeof point === "number"));
  return points.length === 0 ? [] : [...points, ...references.map(({ value }) => value)];
}

/** A reason in two words: `not reported`. */
export function nameReason(reason: MissingReason): string {
  const [name = ""] = missingMeanings[reason].split(":");
  return name.charAt(0).toLowerCase() + name.slice(1);
}

/** A value or the reason for none, in words. */
export function describePoint(point: ChartPoint | undefined, format: Format): string {
  if (typeof point === "number") return formatWithUnit(point, format);
  return nameReason(point ?? "not_reported");
}

/** Everything that is known of a period, as it is read aloud. */
export function describePeriod({ periods, series, format }: ChartData, index: number): string {
  const values = series.map(({ label, points }) => `${label} ${describePoint(points[index], format)}`);
  return `${periods[index]?.name ?? ""}: ${values.join(", ")}`;
}

const namedGaps = 3;

/**
 * Which points are missing and why, one sentence for each reason and the periods that it concerns; series that lack the same
 * share one. Nothing where all are known.
 */
export function describeGaps({ periods, series }: ChartData): readonly string[] {
  const labels = new Map<string, string[]>();
  for (const { label, points } of series) {
    for (const reason of new Set(points.filter((point) => typeof point === "string"))) {
      const marks = periods.filter((_, index) => points[index] === reason).map(({ mark }) => mark);
      const gap = `${describeWhere(marks, periods.length)}: ${nameReason(reason)}.`;
      labels.set(gap, [...(labels.get(gap) ?? []), label]);
    }
  }
  return [...labels].map(([gap, names]) => `${names.join(" and ")} ${gap}`);
}

function describeWhere(marks: readonly string[], count: number): string {
  if (marks.length === count) return "in all periods";
  return marks.length > namedGaps ? `in ${marks.length} of ${count} periods` : `in ${marks.join(", ")}`;
}
