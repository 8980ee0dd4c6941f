import type { MissingReason } from "@/lib/util/missing";

/** What stands in a cell instead of a number, and what it means. */
export const missingMarks: Readonly<Record<MissingReason, { readonly mark: string; readonly meaning: string }>> = {
  not_reported: { mark: "–", meaning: "Not reported: no filing we have gives a figure this needs" },
  not_applicable: { mark: "n/a", meaning: "Not applicable to this kind of company" },
  not_meaningful: { mark: "n.m.", meaning: "Not meaningful: a ratio over a zero or negative base" },
  no_debt: { mark: "no debt", meaning: "No debt: there is nothing to cover or repay" },
  stale: { mark: "stale", meaning: "Stale: the newest period ended too long ago to be used" },
  conflict: { mark: "≠", meaning: "In conflict: the sources contradict each other" },
};

/** The mark of a missing number: its reason on hover, and read aloud in full. */
export function MissingMark({ reason }: { readonly reason: MissingReason }) {
  const { mark, meaning } = missingMarks[reason];
  return (
    <span className="text-ink-faint" title={meaning}>
      <span aria-hidden>{mark}</span>
      <span className="sr-only">{meaning}</span>
    </span>
  );
}

/** The key to the marks. */
export function MissingLegend() {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
      {Object.entries(missingMarks).map(([reason, { mark, meaning }]) => (
        <div key={reason} className="contents">
          <dt className="text-right font-medium whitespace-nowrap text-ink-muted">{mark}</dt>
          <dd className="text-ink-muted">{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
