"use client";

import { useState } from "react";
import { formatWithUnit } from "#lib/metric/format";
import { getFormatMark, parseBound, printBound } from "#lib/workbench/filter/bound-text";
import type { Bound, Clause, RangeClause } from "#lib/workbench/filter/clause";
import type { ClauseView, ScaleCache } from "#lib/workbench/filter/clause-view";
import { getPlaceOf, pickRoundValue } from "#lib/workbench/filter/quantile-scale";
import { Histogram } from "@/components/chart/histogram";
import type { ChangeMode } from "@/components/screen/state/use-screen-url";
import { joinClasses } from "@/components/ui/class-names";
import { RangeSlider } from "@/components/ui/range-slider";

/** Steps of the slider: half a percent of the companies each. */
const steps = 200;

export interface RangeClauseEditorProps {
  readonly view: ClauseView;
  readonly clause: RangeClause;
  readonly scales: ScaleCache | null;
  readonly onChange: (clause: Clause, mode: ChangeMode) => void;
}

export function RangeClauseEditor({ view, clause, scales, onChange }: RangeClauseEditorProps) {
  const { head, ticks } = view;
  // While a handle moves it stays under the pointer; the bound it means is rounded.
  const [dragged, setDragged] = useState<readonly [number, number] | null>(null);
  const scale = scales?.get(clause.subject) ?? null;

  const toStep = (place: number) => Math.round(place * steps);
  const value = dragged ?? ([toStep(view.from), toStep(view.to)] as const);

  const readBound = (step: number, edge: number, before: Bound | null): Bound | null => {
    if (step === edge || scale === null) return null;
    if (before !== null && toStep(getPlaceOf(scale, before.value)) === step) return before;
    const round = pickRoundValue(scale, step / steps, steps);
    if (round === null) return null;
    const mark = before?.mark ?? getFormatMark(head.format);
    return { value: round, isInclusive: before?.isInclusive ?? true, ...(mark ? { mark } : {}) };
  };
  const apply = ([from, to]: readonly [number, number], mode: ChangeMode) => {
    onChange({ ...clause, low: readBound(from, 0, clause.low), high: readBound(to, steps, clause.high) }, mode);
  };

  return (
    <>
      <div className="relative mt-1.5">
        <Histogram shares={view.shares} from={value[0] / steps} to={value[1] / steps} />
        <div className="-mt-[9px]">
          <RangeSlider
            label={head.label}
            min={0}
            max={steps}
            value={value}
            disabled={scale === null || scale.values.length < 2}
            formatPosition={(step) => {
              const round = scale === null ? null : pickRoundValue(scale, step / steps, steps);
              return round === null ? "no value" : formatWithUnit(round, head.format);
            }}
            onValueChange={(next) => {
              setDragged(next);
              apply(next, "draft");
            }}
            onValueCommitted={(next) => {
              setDragged(null);
              apply(next, "push");
            }}
          />
        </div>
      </div>
      <div className="-mt-1.5 grid h-4 grid-cols-[20%_60%_20%] text-2xs text-ink-faint" aria-hidden>
        {ticks.map((tick, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a tick is its place.
          <span key={at} className="flex justify-center whitespace-nowrap">
            {formatWithUnit(Number(tick.toPrecision(3)), head.format)}
          </span>
        ))}
      </div>
      <div className="mt-1 flex items-center gap-2">
        <BoundInput
          label={`${head.label}, at least`}
          placeholder="min"
          bound={clause.low}
          view={view}
          onChange={(low) => onChange({ ...clause, low }, "push")}
        />
        <span className="text-xs text-ink-faint">to</span>
        <BoundInput
          label={`${head.label}, at most`}
          placeholder="max"
          bound={clause.high}
          view={view}
          onChange={(high) => onChange({ ...clause, high }, "push")}
        />
      </div>
    </>
  );
}

interface BoundInputProps {
  readonly label: string;
  readonly placeholder: string;
  readonly bound: Bound | null;
  readonly view: ClauseView;
  readonly onChange: (bound: Bound | null) => void;
}

function BoundInput({ label, placeholder, bound, view, onChange }: BoundInputProps) {
  const written = bound === null ? "" : printBound(bound);
  const [text, setText] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);

  const commit = () => {
    if (text === null || text.trim() === written) {
      setText(null);
      setError(null);
      return;
    }
    const read = parseBound(text, view.head.format, bound);
    if (!read.ok) {
      setError(read.error);
      return;
    }
    setText(null);
    setError(null);
    onChange(read.value);
  };

  return (
    <span className="relative min-w-0 flex-1">
      <input
        aria-label={label}
        aria-invalid={error !== null || undefined}
        title={error ?? undefined}
        inputMode="text"
        autoComplete="off"
        spellCheck={false}
        placeholder={placeholder}
        value={text ?? written}
        onChange={(event) => {
          setText(event.target.value);
          setError(null);
        }}
        onBlur={commit}
        onKeyDown={(event) => {
          if (event.key === "Enter") commit();
          if (event.key === "Escape") {
            setText(null);
            setError(null);
          }
        }}
        className={joinClasses(
          "h-7 w-full rounded-ui border border-edge bg-surface px-2 text-right font-mono text-xs focus-visible:border-accent focus-visible:outline-offset-0 aria-invalid:border-danger",
        )}
      />
      {error ? (
        <span role="alert" className="mt-0.5 block text-2xs text-danger">
          {error}
        </span>
      ) : null}
    </span>
  );
}
