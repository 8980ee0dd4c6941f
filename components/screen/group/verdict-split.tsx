import { formatCount } from "#lib/util/number-text";
import { type Verdict, verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { VerdictMark } from "@/components/verdict/verdict-mark";

/** How many companies have each verdict, in a line; verdicts of nobody are left out. */
export function VerdictSplit({ counts }: { readonly counts: Readonly<Record<Verdict, number>> }) {
  return (
    <ul className="flex gap-3 text-xs whitespace-nowrap">
      {verdictIds
        .filter((id) => counts[id] > 0)
        .map((id) => (
          <li key={id} title={verdictLabels[id]} className="inline-flex items-center gap-1">
            <VerdictMark verdict={id} size={9} />
            <span className="sr-only">{verdictLabels[id]}</span>
            {formatCount(counts[id])}
          </li>
        ))}
    </ul>
  );
}
