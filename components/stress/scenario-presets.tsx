"use client";

import { type Scenario, scenarioPresets } from "#lib/stress/scenario";
import { isSameScenario } from "#lib/stress/scenario-text";

interface ScenarioPresetsProps {
  readonly scenario: Scenario | null;
  readonly onPick: (scenario: Scenario | null) => void;
  /** Whether handles stand below, for scenarios of one's own. */
  readonly hasHandles?: boolean;
}

const chipClass =
  "min-h-6 rounded-ui border border-line-strong bg-surface px-2 text-xs hover:bg-hover aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent";

/** The scenarios with a name; a second press goes back to the figures as reported. */
export function ScenarioPresets({ scenario, onPick, hasHandles = true }: ScenarioPresetsProps) {
  const active = scenarioPresets.find((preset) => scenario !== null && isSameScenario(preset.scenario, scenario));
  return (
    <section aria-label="Named scenarios">
      <ul className="flex flex-wrap gap-1.5">
        {scenarioPresets.map((preset) => (
          <li key={preset.id}>
            <button
              type="button"
              aria-pressed={preset === active}
              title={preset.description}
              onClick={() => onPick(preset === active ? null : preset.scenario)}
              className={chipClass}
            >
              {preset.label}
            </button>
          </li>
        ))}
      </ul>
      {hasHandles ? (
        <p className="mt-1.5 min-h-8 text-xs text-pretty text-ink-muted">
          {active === undefined
            ? scenario === null
              ? "Choose a scenario, or move a slider."
              : "A scenario of your own."
            : active.description}
        </p>
      ) : null}
    </section>
  );
}
