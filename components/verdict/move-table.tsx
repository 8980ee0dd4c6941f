"use client";

import { formatCount, formatShare } from "#lib/util/number-text";
import { type Verdict, verdictIds, verdictLabels } from "#lib/verdict/verdict";
import type { VerdictMove, VerdictMoves } from "#lib/workbench/verdict-moves";
import { VerdictMark } from "@/components/verdict/verdict-mark";

export interface MoveTableProps {
  readonly moves: VerdictMoves["moves"];
  /** What the rows are, in a word: "reported". */
  readonly before: string;
  /** What rows and columns are, in a sentence. */
  readonly caption: string;
  /** Shows the companies of a cell. */
  readonly onShow: (move: VerdictMove) => void;
}

/** From which verdict to which: the cells open the companies. */
export function MoveTable({ moves, before, caption, onShow }: MoveTableProps) {
  return (
    <section aria-label="From verdict to verdict">
      <h3 className="text-sm">From verdict to verdict</h3>
      <table className="mt-1 w-full table-fixed border-collapse text-xs">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col" className="w-20 pb-1 text-left text-2xs font-normal text-ink-muted">
              {before}
            </th>
            {verdictIds.map((id) => (
              <th key={id} scope="col" className="pb-1 text-right text-2xs font-normal text-ink-muted">
                {verdictLabels[id]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {moves.map((row, at) => {
            const from = verdictIds[at] as Verdict;
            return (
              <tr key={from} className="h-7 border-t">
                <th scope="row" className="text-left text-2xs font-normal whitespace-nowrap text-ink-muted">
                  <VerdictName verdict={from} />
                </th>
                {row.map((move) => (
                  <td key={move.to} className="text-right">
                    <MoveCell move={move} onShow={onShow} />
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function VerdictName({ verdict }: { readonly verdict: Verdict }) {
  return (
    <span className="inline-flex items-center gap-1 whitespace-nowrap">
      <VerdictMark verdict={verdict} size={8} />
      {verdictLabels[verdict]}
    </span>
  );
}

function MoveCell({ move, onShow }: { readonly move: VerdictMove; readonly onShow: MoveTableProps["onShow"] }) {
  const { from, to, count, weight } = move;
  const isSame = from === to;
  if (count === 0) return <span className="text-ink-faint">{isSame ? "0" : "–"}</span>;
  const share = weight === null ? "" : `, ${formatShare(weight, 1)} of index weight`;
  const change = isSame
    ? `stay ${verdictLabels[from].toLowerCase()}`
    : `go from ${verdictLabels[from].toLowerCase()} to ${verdictLabels[to].toLowerCase()}`;
  return (
    <button
      type="button"
      onClick={() => onShow(move)}
      title={`${formatCount(count)} ${change}${share}. Show them.`}
      aria-label={`${formatCount(count)} ${change}${share}: show them`}
      className={
        isSame
          ? "-mr-1 min-h-6 min-w-6 rounded-ui px-1 text-ink-muted hover:bg-hover"
          : "-mr-1 min-h-6 min-w-6 rounded-ui px-1 font-semibold text-accent hover:bg-accent-soft"
      }
    >
      {formatCount(count)}
    </button>
  );
}
