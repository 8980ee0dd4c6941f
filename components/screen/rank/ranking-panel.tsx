"use client";

import { Plus, X } from "lucide-react";
import { useMemo, useState } from "react";
import { print } from "#lib/expr/print";
import type { SortKey } from "#lib/screen/screen";
import { formatCount } from "#lib/util/number-text";
import { measureRanking } from "#lib/workbench/rank-measure";
import { type RankTerm, readRanking, replaceRanking } from "#lib/workbench/ranking";
import type { Workbench } from "#lib/workbench/workbench";
import { MetricPicker } from "@/components/search/metric-picker";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { useSettled } from "@/components/ui/use-settled";
import { RankTermRow } from "./rank-term-row";

export interface RankingPanelProps {
  readonly query: string;
  readonly sort: readonly SortKey[];
  readonly workbench: Workbench;
  readonly onChange: (sort: SortKey[]) => void;
}

const restMs = 150;

/** Builds the score that companies are ranked by: metrics, weights, and which end of each is good. */
export function RankingPanel({ query, sort, workbench, onChange }: RankingPanelProps) {
  const [isAdding, setAdding] = useState(false);
  const [first] = sort;
  const terms = useMemo(() => (first === undefined ? [] : (readRanking(first) ?? [])), [first]);
  const sum = terms.reduce((total, { weight }) => total + weight, 0);
  const setTerms = (next: readonly RankTerm[]) => onChange(replaceRanking(sort, next));
  const bases = new Set(terms.map(({ basis }) => basis));
  const basis = bases.has("all") ? "all" : bases.has("sector") ? "sector" : null;

  const add = (id: string) => {
    const isHigherBetter = workbench.describe(id)?.better !== "lower";
    // A new part weighs as much as the others do on average.
    const weight = terms.length === 0 ? 1 : Math.round((sum / terms.length) * 100) / 100;
    setTerms([...terms, { subject: { kind: "name", id }, basis: basis ?? "all", weight, isHigherBetter }]);
  };
  return (
    <>
      {terms.length === 0 ? (
        <p className="pb-2 text-xs text-pretty text-ink-muted">
          Rank companies by a score of several metrics. Each counts by its percentile, so that units do not matter; a
          company that lacks one comes last.
        </p>
      ) : (
        <ol className="-mx-3 border-t">
          {terms.map((term, at) => (
            <RankTermRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a part is its place; the same metric may stand twice.
              key={`${at} ${print(term.subject)}`}
              term={term}
              label={workbench.describe(print(term.subject))?.label ?? print(term.subject)}
              share={sum === 0 ? 0 : term.weight / sum}
              onChange={(next) => setTerms(terms.map((other, place) => (place === at ? next : other)))}
              onRemove={() => setTerms(terms.filter((_, place) => place !== at))}
            />
          ))}
        </ol>
      )}
      <div className="mt-2 flex items-center justify-between gap-2">
        <Popover
          label="Add to the score"
          open={isAdding}
          onOpenChange={setAdding}
          trigger={
            <Button size="sm">
              <Plus size={14} aria-hidden />
              {terms.length === 0 ? "Rank by" : "Add metric"}
            </Button>
          }
        >
          <MetricPicker
            label="Metrics to rank by"
            search={(text) => workbench.searchSubjects(text).filter(({ type }) => type === "number")}
            chosen={new Set(terms.map(({ subject }) => print(subject)))}
            onPick={({ id }) => {
              setAdding(false);
              add(id);
            }}
          />
        </Popover>
        {terms.length === 0 ? null : (
          <Button variant="quiet" size="sm" onClick={() => setTerms([])}>
            <X size={14} aria-hidden />
            End ranking
          </Button>
        )}
      </div>
      {basis === null ? null : (
        <div className="mt-3 flex items-center justify-between gap-2 text-xs text-ink-muted">
          Percentile among
          <Segmented
            label="Percentile among"
            value={basis}
            onValueChange={(next) =>
              setTerms(terms.map((term) => (term.basis === "as_written" ? term : { ...term, basis: next })))
            }
            options={[
              { value: "all", label: "All" },
              { value: "sector", label: "Its sector" },
            ]}
          />
        </div>
      )}
      {first === undefined || terms.length === 0 ? null : (
        <RankNote query={query} score={first.expression} next={sort[1]} workbench={workbench} />
      )}
    </>
  );
}

interface RankNoteProps {
  readonly query: string;
  readonly score: string;
  readonly next: SortKey | undefined;
  readonly workbench: Workbench;
}

/** How many have a score, how many share theirs, and what orders those. */
function RankNote({ query, score, next, workbench }: RankNoteProps) {
  const settled = useSettled(`${query}\n${score}`, restMs);
  const measure = useMemo(() => {
    const at = settled.lastIndexOf("\n");
    return measureRanking(workbench.target, settled.slice(0, at), settled.slice(at + 1));
  }, [workbench, settled]);
  if (measure === null) return null;
  const { passing, scored, tied } = measure;
  const label = next === undefined ? null : (workbench.describe(next.expression)?.label ?? next.expression);
  const order = label === null ? "the order of the data" : `${label}, ${next?.descending ? "highest" : "lowest"} first`;
  return (
    <p className="mt-2 text-xs text-pretty text-ink-muted">
      {formatCount(scored)} of {formatCount(passing)} have a score
      {scored < passing ? `; ${formatCount(passing - scored)} lack a part and come last` : ""}.{" "}
      {tied === 0 ? "None share theirs." : `${formatCount(tied)} share theirs: ${order}.`}
    </p>
  );
}
