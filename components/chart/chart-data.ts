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

/** Which points are missing and why, one sentence for each series and reason. Nothing where all are known. */
export function describeGaps({ periods, series }: ChartData): readonly string[] {
  return series.flatMap(({ label, points }) => {
    const reasons = [...new Set(points.filter((point) => typeof point === "string"))];
    return reasons.map((reason) => {
      const marks = periods.filter((_, index) => points[index] === reason).map(({ mark }) => mark);
      const where =
        marks.length === periods.length
          ? "in all periods"
          : marks.length > namedGaps
            ? `in ${marks.length} of ${periods.length} periods`
            : `in ${marks.join(", ")}`;
      return `${label} ${where}: ${nameReason(reason)}.`;
    });
  });
}
