import { missingGlyphs, missingMeanings } from "#lib/metric/format";
import { type MissingReason, missingReasons } from "#lib/util/missing";

/** The mark of a missing number: its reason on hover, and read aloud in full. */
export function MissingMark({ reason }: { readonly reason: MissingReason }) {
  return (
    <span className="text-ink-faint" title={missingMeanings[reason]}>
      <span aria-hidden>{missingGlyphs[reason]}</span>
      <span className="sr-only">{missingMeanings[reason]}</span>
    </span>
  );
}

/** The key to the marks. */
export function MissingLegend() {
  return (
    <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-xs">
      {missingReasons.map((reason) => (
        <div key={reason} className="contents">
          <dt className="text-right font-medium whitespace-nowrap text-ink-muted">{missingGlyphs[reason]}</dt>
          <dd className="text-ink-muted">{missingMeanings[reason]}</dd>
        </div>
      ))}
    </dl>
  );
}
