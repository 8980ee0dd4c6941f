import { type DataGap, dataGapLabels, dataGapMeanings } from "#lib/metric/data-gap";
import { formatIsoDate } from "#lib/util/date-text";
import { Badge } from "@/components/ui/badge";
import { Notice } from "@/components/ui/notice";
import { failedChecksId } from "./failed-checks";

export interface DataSourceLineProps {
  readonly asOf: string;
  readonly isSample: boolean;
  /** null: there are no figures at all. */
  readonly origin: "filings" | "second_hand" | null;
  readonly newest: { readonly form: string; readonly accession: string; readonly filed: string | null } | null;
  readonly newestPeriodEnd: string | null;
  readonly isRestated: boolean;
  /** How many sums of the newest figures do not hold. */
  readonly failedCheckCount: number;
  /** Why there are no figures at all; null where there are some. */
  readonly gap: DataGap | null;
}

/** Where the company's figures come from and how old they are, before any of them is read. */
export function DataSourceLine(props: DataSourceLineProps) {
  const { asOf, isSample, origin, newest, newestPeriodEnd, isRestated, failedCheckCount, gap } = props;
  if (origin === null) {
    return (
      <Notice
        tone="notice"
        title={`There are no figures for this company${gap === null ? "" : `: ${dataGapLabels[gap]}`}`}
      >
        {gap === null
          ? "The index holds it, but no filing and no other source that was loaded could be matched to it."
          : dataGapMeanings[gap]}{" "}
        Nothing is assumed in their place.
      </Notice>
    );
  }
  const age = newest?.filed ? countDays(newest.filed, asOf) : null;
  return (
    <div className="space-y-2">
      <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-xs text-ink-muted">
        <OriginBadge origin={origin} isSample={isSample} />
        {newest === null ? null : (
          <span>
            Newest {origin === "filings" ? newest.form : `file ${newest.accession.replace(/^file:/, "")}`}
            {newest.filed === null
              ? " (days of filing are assumed)"
              : ` filed ${formatIsoDate(newest.filed)}, ${age} ${age === 1 ? "day" : "days"} before these data`}
          </span>
        )}
        {newestPeriodEnd === null ? null : <span>Figures up to {formatIsoDate(newestPeriodEnd)}</span>}
        {isRestated ? <Badge tone="notice">Restated in the last three years</Badge> : null}
        {failedCheckCount > 0 ? (
          <a href={`#${failedChecksId}`}>
            <Badge tone="notice">
              {failedCheckCount === 1 ? "A sum does not hold" : `${failedCheckCount} sums do not hold`}
            </Badge>
          </a>
        ) : null}
      </p>
      {origin === "second_hand" ? (
        <Notice tone="notice" title="Second-hand figures">
          Others derived them from filings. They are partial and in places wrong, no filing stands behind a single one,
          and a verdict on them is only as good as they are.
        </Notice>
      ) : null}
    </div>
  );
}

/** The label of a source, for every block of figures. */
export function OriginBadge({
  origin,
  isSample,
}: {
  readonly origin: "filings" | "second_hand";
  readonly isSample: boolean;
}) {
  if (origin === "second_hand") {
    return <Badge tone="notice">{isSample ? "Second-hand figures, fictional" : "Second-hand figures"}</Badge>;
  }
  return (
    <Badge tone={isSample ? "notice" : "neutral"}>{isSample ? "Sample: fictional filings" : "From SEC filings"}</Badge>
  );
}

function countDays(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / 86_400_000);
}
