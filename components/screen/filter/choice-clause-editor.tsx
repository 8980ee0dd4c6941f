"use client";

import { useState } from "react";
import { foldText } from "#lib/expr/text-literal";
import { labelText } from "#lib/metric/text-label";
import { formatCount } from "#lib/util/number-text";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";
import type { ChoiceClause, Clause } from "#lib/workbench/filter/clause";
import type { ClauseView } from "#lib/workbench/filter/clause-view";
import type { ChangeMode } from "@/components/screen/state/use-screen-url";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { VerdictMark } from "@/components/verdict/verdict-mark";

/** More texts than this are searched, not listed. */
const listedMax = 12;

export interface ChoiceClauseEditorProps {
  readonly view: ClauseView;
  readonly clause: ChoiceClause;
  readonly isReady: boolean;
  readonly onChange: (clause: Clause | null, mode: ChangeMode) => void;
}

export function ChoiceClauseEditor({ view, clause, isReady, onChange }: ChoiceClauseEditorProps) {
  const [search, setSearch] = useState("");
  const chosen = new Set(clause.options.map(foldText));
  const isSearched = view.options.length > listedMax;
  const wanted = foldText(search);
  const shown = view.options
    .filter((option) => wanted === "" || foldText(option.text).includes(wanted))
    .toSorted((left, right) => Number(chosen.has(foldText(right.text))) - Number(chosen.has(foldText(left.text))))
    .slice(0, isSearched ? listedMax : undefined);
  const order = clause.subject.id === "verdict" ? sortVerdicts(shown) : shown;

  const toggle = (text: string, isChosen: boolean) => {
    const rest = clause.options.filter((option) => foldText(option) !== foldText(text));
    onChange({ ...clause, options: isChosen ? [...rest, text] : rest }, "push");
  };

  return (
    <div className="mt-1">
      {isSearched ? (
        <Input
          size="sm"
          type="search"
          aria-label={`Search ${view.head.label.toLowerCase()}`}
          placeholder={`Search ${formatCount(view.options.length)}`}
          value={search}
          onChange={(event) => setSearch(event.target.value)}
          className="mb-1"
        />
      ) : null}
      {order.map((option) => (
        <Checkbox
          key={option.text}
          label={<OptionName subject={clause.subject.id} text={option.text} />}
          detail={formatCount(option.count)}
          checked={chosen.has(foldText(option.text))}
          disabled={!isReady}
          onCheckedChange={(isChosen) => toggle(option.text, isChosen)}
        />
      ))}
      {order.length === 0 ? <p className="text-xs text-ink-muted">Nothing is called that.</p> : null}
    </div>
  );
}

function OptionName({ subject, text }: { readonly subject: string; readonly text: string }) {
  const verdict = subject === "verdict" ? verdictIds.find((id) => id === text) : undefined;
  if (verdict === undefined) return labelText(subject, text);
  return (
    <span className="inline-flex items-center gap-1.5">
      <VerdictMark verdict={verdict} size={9} />
      {verdictLabels[verdict]}
    </span>
  );
}

function sortVerdicts<Option extends { readonly text: string }>(options: readonly Option[]): Option[] {
  const place = (text: string) => (verdictIds as readonly string[]).indexOf(text);
  return options.toSorted((left, right) => place(left.text) - place(right.text));
}
