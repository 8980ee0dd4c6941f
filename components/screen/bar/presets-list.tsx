"use client";

import { useMemo } from "react";
import { formatCount } from "#lib/util/number-text";
import { type Preset, presets } from "#lib/workbench/preset";
import type { Workbench } from "#lib/workbench/workbench";

export interface PresetsListProps {
  /** Counts what each keeps now; null until the data are here. */
  readonly workbench: Workbench | null;
  readonly onPick: (preset: Preset) => void;
}

/** Ready screens, each with the reason to look at it and how many companies it keeps. */
export function PresetsList({ workbench, onPick }: PresetsListProps) {
  const counts = useMemo(() => workbench && presets.map(({ query }) => workbench.count(query)), [workbench]);
  return (
    <ul>
      {presets.map((preset, at) => (
        <li key={preset.id}>
          <button
            type="button"
            onClick={() => onPick(preset)}
            className="block w-full px-3 py-1.5 text-left -outline-offset-2 hover:bg-hover"
          >
            <span className="flex items-baseline justify-between gap-3 text-sm font-medium">
              {preset.label}
              <PresetCount count={counts?.[at] ?? null} />
            </span>
            <span className="block text-xs text-pretty text-ink-muted">{preset.why}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** "12", and for how many companies it cannot be said. */
function PresetCount({ count }: { readonly count: ReturnType<Workbench["count"]> }) {
  if (count === null) return null;
  const { passed, unknown } = count;
  return (
    <span className="text-xs font-normal whitespace-nowrap text-ink-muted">
      {formatCount(passed)} {passed === 1 ? "company" : "companies"}
      {unknown === 0 ? null : `, ${formatCount(unknown)} unknown`}
    </span>
  );
}
