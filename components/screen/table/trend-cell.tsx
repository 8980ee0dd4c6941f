import { describeTrend, type TrendId } from "#lib/workbench/column/trend";
import { SparkLine } from "@/components/chart/spark-line";

export interface TrendCellProps {
  readonly id: TrendId;
  /** Null: the data have not arrived. */
  readonly values: readonly (number | null)[] | null;
}

/** The past of a figure as a line, and in words for whoever does not see it. */
export function TrendCell({ id, values }: TrendCellProps) {
  if (values === null) return null;
  const said = describeTrend(id, values);
  if (values.every((value) => value === null)) {
    return (
      <span className="text-ink-faint" title={said}>
        <span aria-hidden>–</span>
        <span className="sr-only">{said}</span>
      </span>
    );
  }
  return (
    <span title={said} className="flex items-center">
      <SparkLine values={values} />
      <span className="sr-only">{said}</span>
    </span>
  );
}
