import { formatCount } from "#lib/util/number-text";
import { type Verdict, verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { ShareBar } from "@/components/chart/share-bar";
import { VerdictMark } from "./verdict-mark";

const fills: Readonly<Record<Verdict, string>> = {
  resilient: "fill-resilient",
  mixed: "fill-mixed",
  weak: "fill-weak",
  not_rated: "fill-unrated/55",
};

export interface VerdictBarProps {
  readonly counts: Readonly<Record<Verdict, number>>;
  /** Those of them that are provisional, by second-hand figures. */
  readonly provisional?: Readonly<Record<Verdict, number>>;
  /** Those of the not rated that a scenario says nothing of. */
  readonly notModelled?: number;
  /** Leaves out the provisional ones. */
  readonly onKeepFiled?: () => void;
  /** Makes each entry of the key a button that narrows to that verdict. */
  readonly onChoose?: (verdict: Verdict) => void;
  readonly className?: string;
}

/** How many companies carry each verdict, as one bar with its key. */
export function VerdictBar({
  counts,
  provisional,
  notModelled = 0,
  onChoose,
  onKeepFiled,
  className,
}: VerdictBarProps) {
  const total = verdictIds.reduce((sum, verdict) => sum + counts[verdict], 0);
  return (
    <div className={className}>
      <ShareBar
        parts={verdictIds.map((id) => ({ id, share: total === 0 ? 0 : counts[id] / total, fill: fills[id] }))}
        className="block h-2 w-full overflow-hidden rounded-ui bg-hover"
      />
      <ul className="mt-1.5 flex flex-wrap gap-x-3 gap-y-0.5">
        {verdictIds.map((verdict) => {
          const content = (
            <>
              <VerdictMark verdict={verdict} size={9} />
              <span className="text-ink-muted">{verdictLabels[verdict]}</span>
              <span className="font-medium">{formatCount(counts[verdict])}</span>
            </>
          );
          return (
            <li key={verdict}>
              {onChoose ? (
                <button
                  type="button"
                  onClick={() => onChoose(verdict)}
                  title={`Keep only ${verdictLabels[verdict].toLowerCase()}`}
                  className="-mx-1 inline-flex min-h-6 items-center gap-1.5 rounded-ui px-1 text-xs hover:bg-hover"
                >
                  {content}
                </button>
              ) : (
                <span className="inline-flex min-h-6 items-center gap-1.5 text-xs">{content}</span>
              )}
            </li>
          );
        })}
        {notModelled === 0 ? null : (
          <li
            className="inline-flex min-h-6 items-center text-xs text-ink-muted"
            title="Banks, insurers and lenders: interest is their cost of goods, so the scenario says nothing of their earnings."
          >
            {formatCount(notModelled)} of them not modelled
          </li>
        )}
        {provisional === undefined ? null : <ProvisionalNote counts={provisional} onKeepFiled={onKeepFiled} />}
      </ul>
    </div>
  );
}

interface ProvisionalNoteProps {
  readonly counts: Readonly<Record<Verdict, number>>;
  readonly onKeepFiled: (() => void) | undefined;
}

function ProvisionalNote({ counts, onKeepFiled }: ProvisionalNoteProps) {
  const found = verdictIds.filter((verdict) => counts[verdict] > 0);
  const sum = found.reduce((total, verdict) => total + counts[verdict], 0);
  if (sum === 0) return null;
  const split = found.map((verdict) => `${formatCount(counts[verdict])} ${verdictLabels[verdict].toLowerCase()}`);
  const text = `of these ${formatCount(sum)} provisional`;
  const title = `By second-hand figures, no filing behind them: ${split.join(", ")}.`;
  return (
    <li>
      {onKeepFiled ? (
        <button
          type="button"
          onClick={onKeepFiled}
          title={`${title} Keep only those with filings.`}
          className="link -mx-1 inline-flex min-h-6 items-center rounded-ui px-1 text-xs"
        >
          {text}
        </button>
      ) : (
        <span title={title} className="inline-flex min-h-6 items-center text-xs text-ink-muted">
          {text}
        </span>
      )}
    </li>
  );
}
