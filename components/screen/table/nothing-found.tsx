import { SearchX } from "lucide-react";
import { formatCount } from "#lib/util/number-text";
import { isRemoval, type Loosening } from "#lib/workbench/filter/loosening";
import type { Advice, ClauseAdvice } from "#lib/workbench/filter/screen-advice";
import type { ScreenerState } from "@/components/screen/state/use-screener";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export interface NothingFoundProps {
  readonly screener: ScreenerState;
  /** What to loosen; null until it is known. */
  readonly advice: Advice | null;
}

/** Of so many clauses it is said what loosening them would give. */
const suggestedMax = 4;

/** What stands in place of rows when there are none: the least change that lets somebody in, one press away. */
export function NothingFound({ screener, advice }: NothingFoundProps) {
  const { show, view, change, clearFilter, screen, editClause } = screener;
  if (show === "unknown") {
    return (
      <EmptyState
        icon={<SearchX />}
        title="Nothing is unknown"
        actions={<Button onClick={() => change({ show: "passed" })}>Back to those that pass</Button>}
      >
        The filter could be judged for every company.
      </EmptyState>
    );
  }
  const unknown = view?.unknown ?? 0;
  const settled = advice !== null && advice.query === screen.query && advice.count === 0 ? advice : null;
  const loosen = ({ before, after }: Loosening) => editClause(before, after, "push");
  return (
    <EmptyState
      icon={<SearchX />}
      title="No company passes"
      className="max-w-xl"
      actions={
        <>
          {unknown > 0 ? (
            <Button onClick={() => change({ show: "unknown" })}>List the {formatCount(unknown)} unknown</Button>
          ) : null}
          <Button onClick={clearFilter}>Clear the filter</Button>
        </>
      }
    >
      <div className="min-h-12">
        {settled === null ? null : (
          <WaysOut advice={settled} onLoosen={loosen} onQuery={(query) => change({ query })} />
        )}
      </div>
    </EmptyState>
  );
}

interface WaysOutProps {
  readonly advice: Advice;
  readonly onLoosen: (loosening: Loosening) => void;
  readonly onQuery: (query: string) => void;
}

function WaysOut({ advice, onLoosen, onQuery }: WaysOutProps) {
  const ways = [...advice.clauses.values()]
    .flatMap((clause) => {
      const step = clause.loosenings[0];
      return step === undefined ? [] : [{ clause, step }];
    })
    .sort((left, right) => right.clause.removesOnlyIt - left.clause.removesOnlyIt)
    .slice(0, suggestedMax);
  if (ways.length === 0) {
    const { pair } = advice;
    return (
      <>
        <p>{explainDeadlock(advice)}</p>
        {pair === null ? null : (
          <Button variant="primary" size="sm" className="mt-3" onClick={() => onQuery(pair.query)}>
            Remove both
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <p>
        {ways.length === 1 ? "One change lets companies in." : "Each of these changes by itself lets companies in."}
      </p>
      <ul className="mt-3 divide-y rounded-ui border text-left text-ink">
        {ways.map(({ clause, step }) => (
          <li key={clause.label + step.text} className="flex items-center gap-3 py-1.5 pr-1.5 pl-3">
            <span className="min-w-0 flex-1 text-pretty">{sayStep(clause, step)}</span>
            <Button size="sm" onClick={() => onLoosen(step)}>
              {isRemoval(step) ? "Remove" : "Loosen"}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

function sayStep({ label }: ClauseAdvice, step: Loosening): string {
  const gives = `would give ${formatCount(step.count)}`;
  if (isRemoval(step)) return `Going without ${label} ${gives}`;
  return step.after?.kind === "choice"
    ? `${label}: ${step.text} ${gives}`
    : `Loosening ${label} to ${step.text} ${gives}`;
}

function explainDeadlock({ pair, clauses }: Advice): string {
  if (pair !== null) {
    const [left, right] = pair.clauses;
    return `No single filter is in the way. Without both ${left.label} and ${right.label}, ${formatCount(pair.count)} would pass.`;
  }
  const scarcest = [...clauses.values()].toSorted((left, right) => left.passes - right.passes)[0];
  if (scarcest === undefined) return "Nothing is filtered, and there are no companies.";
  return clauses.size === 1
    ? "No company meets this condition."
    : `More than two filters are in the way. ${scarcest.label} keeps the fewest alone: ${formatCount(scarcest.passes)}.`;
}
