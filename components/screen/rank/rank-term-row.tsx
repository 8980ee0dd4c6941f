"use client";

import { ArrowDown, ArrowUp, X } from "lucide-react";
import { useState } from "react";
import { formatShare } from "#lib/util/number-text";
import type { RankTerm } from "#lib/workbench/ranking";
import { ShareBar } from "@/components/chart/share-bar";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";

export interface RankTermRowProps {
  readonly term: RankTerm;
  readonly label: string;
  /** Of the sum of all weights, as a ratio. */
  readonly share: number;
  readonly onChange: (term: RankTerm) => void;
  readonly onRemove: () => void;
}

/** One part of a score: what, which end is good, and how much it weighs. */
export function RankTermRow({ term, label, share, onChange, onRemove }: RankTermRowProps) {
  const { isHigherBetter, weight } = term;
  const Arrow = isHigherBetter ? ArrowUp : ArrowDown;
  return (
    <li className="relative border-b py-1.5 pr-1.5 pl-3">
      <div className="flex items-center gap-1">
        <span className="min-w-0 flex-1 truncate text-sm">{label}</span>
        <IconButton label={`Take ${label} out of the score`} size="sm" onClick={onRemove}>
          <X size={13} aria-hidden />
        </IconButton>
      </div>
      <div className="flex items-center gap-2 pr-1.5 text-xs text-ink-muted">
        <button
          type="button"
          aria-label={`${label}: ${isHigherBetter ? "higher" : "lower"} is better`}
          title="Press to turn it round"
          onClick={() => onChange({ ...term, isHigherBetter: !isHigherBetter })}
          className="-ml-1 flex min-h-6 flex-1 items-center gap-1 rounded-ui px-1 text-left hover:bg-hover hover:text-ink"
        >
          <Arrow size={12} aria-hidden className="text-accent" />
          {isHigherBetter ? "Higher is better" : "Lower is better"}
        </button>
        <WeightInput label={label} weight={weight} onChange={(next) => onChange({ ...term, weight: next })} />
        <span className="w-9 text-right">
          <span className="sr-only">Share of the score </span>
          {formatShare(share, 0)}
        </span>
      </div>
      <ShareBar
        parts={[{ id: "share", share, fill: "fill-accent" }]}
        className="absolute bottom-0 left-0 block h-px w-full"
      />
    </li>
  );
}

interface WeightInputProps {
  readonly label: string;
  readonly weight: number;
  readonly onChange: (weight: number) => void;
}

/** A weight takes effect as it is typed; what is no weight yet stays in the field. */
function WeightInput({ label, weight, onChange }: WeightInputProps) {
  const [text, setText] = useState<string | null>(null);
  return (
    <div className="w-16 shrink-0">
      <Input
        size="sm"
        type="number"
        min={0}
        step={0.1}
        aria-label={`Weight of ${label}`}
        value={text ?? String(weight)}
        onChange={(event) => {
          setText(event.target.value);
          const next = Number(event.target.value);
          if (event.target.value.trim() !== "" && Number.isFinite(next) && next > 0) onChange(roundWeight(next));
        }}
        onBlur={() => setText(null)}
        className="text-right font-mono"
      />
    </div>
  );
}

/** Steps of a tenth add up to 0.30000000000000004. */
const roundWeight = (weight: number): number => Math.round(weight * 10_000) / 10_000;
