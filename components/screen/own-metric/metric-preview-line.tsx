import { formatWithUnit } from "#lib/metric/format";
import { formatCount } from "#lib/util/number-text";
import type { MetricPreview } from "#lib/workbench/metric-preview";

/** What a metric gives on the data at hand: its middle, its spread, and for how many companies. */
export function MetricPreviewLine({ preview }: { readonly preview: MetricPreview }) {
  const { known, total } = preview;
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-3 text-ink-muted">
      {preview.type === "number" && preview.median !== null && preview.low !== null && preview.high !== null ? (
        <>
          <Figure name="Median" value={formatWithUnit(preview.median, preview.format)} />
          <Figure
            name="Middle four fifths"
            value={`${formatWithUnit(preview.low, preview.format)} to ${formatWithUnit(preview.high, preview.format)}`}
          />
        </>
      ) : null}
      {preview.type === "truth" ? <Figure name="True for" value={formatCount(preview.trueCount)} /> : null}
      {preview.type === "text" ? <Figure name="Different texts" value={formatCount(preview.textCount)} /> : null}
      <Figure name="Known for" value={`${formatCount(known)} of ${formatCount(total)}`} />
    </dl>
  );
}

function Figure({ name, value }: { readonly name: string; readonly value: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd className="text-right font-medium text-ink">{value}</dd>
    </>
  );
}
