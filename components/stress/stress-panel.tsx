"use client";

import { useId } from "react";
import { spreadTables } from "#lib/metric/spread-table";
import { defaultScenario, type Scenario, type ScenarioNumberKey, scenarioNumbers } from "#lib/stress/scenario";
import type { StressView } from "#lib/workbench/stress-view";
import { ParameterSlider } from "@/components/parameter/parameter-slider";
import { Select } from "@/components/ui/select";
import { MoveTable } from "./move-table";
import { ScenarioPresets } from "./scenario-presets";
import { SectorMovesList } from "./sector-moves-list";
import { StressHeadline } from "./stress-headline";

export interface StressPanelProps {
  /** Null: the verdicts are those of the figures as reported. */
  readonly scenario: Scenario | null;
  /** What the scenario does; null without one, and while the data are on their way. */
  readonly view: StressView | null;
  /** Whose verdicts are counted: "the index", "this list". */
  readonly counted: string;
  /** With each step of a handle. */
  readonly onChange: (scenario: Scenario | null) => void;
  /** When a handle rests: the scenario stands from now on. */
  readonly onRest: () => void;
  /** Shows the companies of a query. */
  readonly onShow: (query: string) => void;
}

/** Where the handles stand without a scenario: nothing assumed but that what falls due is refinanced at today's rates. */
const restingScenario: Scenario = { ...defaultScenario, rateShift: 0 };

/** What is assumed about rates, earnings and costs, and which verdicts it changes. */
export function StressPanel({ scenario, view, counted, onChange, onRest, onShow }: StressPanelProps) {
  const shown = scenario ?? restingScenario;
  const change = (changes: Partial<Scenario>) => onChange({ ...shown, ...changes });
  const settle = (next: Scenario | null) => {
    onChange(next);
    onRest();
  };
  const slide = (key: Exclude<ScenarioNumberKey, "baseRate">) => (
    <ScenarioSlider
      key={key}
      of={key}
      value={shown[key]}
      onChange={(value) => change({ [key]: value })}
      onRest={onRest}
    />
  );
  return (
    <div className="space-y-4 p-3">
      <StressHeadline view={view} scenario={scenario} counted={counted} onShow={onShow} onLeave={() => settle(null)} />
      <ScenarioPresets scenario={scenario} onPick={settle} />
      <section aria-label="What is assumed" className="space-y-2">
        {slide("rateShift")}
        {slide("ebitChange")}
        {slide("horizonMonths")}
        <SpreadSelect value={shown.spreadTable} onChange={(spreadTable) => settle({ ...shown, spreadTable })} />
        {slide("tariffRate")}
        {shown.tariffRate === 0 ? null : (
          <>
            {slide("importShare")}
            {slide("passThrough")}
          </>
        )}
      </section>
      {view === null ? null : (
        <>
          <MoveTable view={view} onShow={onShow} />
          <SectorMovesList sectors={view.sectors} onShow={onShow} />
        </>
      )}
    </div>
  );
}

interface ScenarioSliderProps {
  readonly of: Exclude<ScenarioNumberKey, "baseRate">;
  readonly value: number;
  readonly onChange: (value: number) => void;
  readonly onRest: () => void;
}

/** What each number means, in a few words. */
const meanings: Readonly<Record<ScenarioSliderProps["of"], string>> = {
  rateShift: "on the base rate that debt is refinanced at",
  ebitChange: "of EBIT; a fall deepens a loss",
  horizonMonths: "debt that falls due within is refinanced",
  tariffRate: "on the imported share of cost",
  importShare: "of the cost of revenue",
  passThrough: "of the tariff",
};

function ScenarioSlider({ of, value, onChange, onRest }: ScenarioSliderProps) {
  const number = scenarioNumbers[of];
  return (
    <div>
      <p className="text-xs">
        {number.label} <span className="text-ink-muted">{meanings[of]}</span>
      </p>
      <ParameterSlider
        parameter={number}
        value={value}
        own={restingScenario[of]}
        onChange={onChange}
        onRest={onRest}
        isCompact
      />
    </div>
  );
}

interface SpreadSelectProps {
  readonly value: Scenario["spreadTable"];
  readonly onChange: (value: Scenario["spreadTable"]) => void;
}

function SpreadSelect({ value, onChange }: SpreadSelectProps) {
  const id = useId();
  return (
    <div className="flex items-center justify-between gap-3">
      <label htmlFor={id} className="text-xs">
        Spreads <span className="text-ink-muted">over the base rate, by rating</span>
      </label>
      <Select
        id={id}
        size="sm"
        value={value}
        onChange={(event) => onChange(event.target.value as Scenario["spreadTable"])}
        className="w-auto!"
      >
        {spreadTables.map((table) => (
          <option key={table.id} value={table.id}>
            {table.label}
          </option>
        ))}
      </Select>
    </div>
  );
}
