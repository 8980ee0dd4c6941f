"use client";

import { Pencil, X } from "lucide-react";
import type { ReactNode } from "react";
import { print } from "#lib/expr/print";
import { formatCount } from "#lib/util/number-text";
import type { Clause } from "#lib/workbench/filter/clause";
import type { ClauseView, ScaleCache } from "#lib/workbench/filter/clause-view";
import type { Loosening } from "#lib/workbench/filter/loosening";
import type { Advice } from "#lib/workbench/filter/screen-advice";
import type { ChangeMode } from "@/components/screen/state/use-screen-url";
import { IconButton } from "@/components/ui/icon-button";
import { useStable } from "@/components/ui/use-stable";
import { ChoiceClauseEditor } from "./choice-clause-editor";
import { ClauseAdvicePanel } from "./clause-advice";
import { RangeClauseEditor } from "./range-clause-editor";

export interface ClauseCardProps {
  readonly view: ClauseView;
  /** Null until the data have arrived in the browser; handles rest until then. */
  readonly scales: ScaleCache | null;
  readonly onChange: (clause: Clause | null, mode: ChangeMode) => void;
  readonly onEditText: () => void;
  /** What the clauses cost, where that is asked. */
  readonly advice: Advice | null;
  readonly isAdviceBehind: boolean;
}

/** One condition of the filter: what it says, what it keeps, and the means to change it. */
export function ClauseCard({ view, scales, onChange, onEditText, advice, isAdviceBehind }: ClauseCardProps) {
  const { clause, head } = view;
  const own = advice?.clauses.get(view.key);
  const loosen = useStable(({ after }: Loosening) => onChange(after, "push"));
  const name = clause.kind === "text" ? "Condition" : head.label;
  return (
    <li className="border-b px-3 py-2.5">
      <div className="flex items-start gap-1">
        <h3
          className="min-w-0 flex-1 truncate text-sm font-medium"
          title={clause.kind === "text" ? undefined : (head.description ?? undefined)}
        >
          {name}
          {clause.kind === "choice" && clause.isExcluding ? <span className="text-ink-muted"> is not</span> : null}
        </h3>
        {clause.kind === "text" ? (
          <IconButton label="Edit in the query" size="sm" className="-my-0.5" onClick={onEditText}>
            <Pencil size={13} aria-hidden />
          </IconButton>
        ) : null}
        <IconButton
          label={`Remove the filter on ${name.toLowerCase()}`}
          size="sm"
          className="-my-0.5 -mr-1.5"
          onClick={() => onChange(null, "push")}
        >
          <X size={14} aria-hidden />
        </IconButton>
      </div>
      <ClauseBody view={view} scales={scales} onChange={onChange} onEditText={onEditText} />
      {advice === null || own === undefined ? (
        <p className="mt-1.5 flex justify-between gap-2 text-2xs text-ink-muted">
          <Counted count={view.passed}>pass alone</Counted>
          {view.removesOnlyIt > 0 ? <Counted count={view.removesOnlyIt}>only it removes</Counted> : null}
          {view.unknown > 0 ? <Counted count={view.unknown}>unknown</Counted> : <span>none unknown</span>}
        </p>
      ) : (
        <ClauseAdvicePanel
          advice={own}
          format={head.format}
          count={advice.count}
          isBehind={isAdviceBehind}
          onLoosen={loosen}
        />
      )}
    </li>
  );
}

function ClauseBody({
  view,
  scales,
  onChange,
  onEditText,
}: Pick<ClauseCardProps, "view" | "scales" | "onChange" | "onEditText">): ReactNode {
  const { clause } = view;
  switch (clause.kind) {
    case "range":
      return <RangeClauseEditor view={view} clause={clause} scales={scales} onChange={onChange} />;
    case "choice":
      return <ChoiceClauseEditor view={view} clause={clause} onChange={onChange} isReady={scales !== null} />;
    case "text":
      return (
        <button
          type="button"
          onClick={onEditText}
          className="mt-1 block w-full rounded-ui bg-sunken px-2 py-1 text-left font-mono text-xs break-words text-ink hover:bg-hover"
        >
          {print(clause.node)}
        </button>
      );
  }
}

function Counted({ count, children }: { readonly count: number; readonly children: ReactNode }) {
  return (
    <span>
      <span className="font-medium text-ink">{formatCount(count)}</span> {children}
    </span>
  );
}
