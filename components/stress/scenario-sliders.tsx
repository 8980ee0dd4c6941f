"use client";

import { useId } from "react";
import { spreadTables } from "#lib/metric/spread-table";
import { defaultScenario, type Scenario, type ScenarioNumberKey, scenarioNumbers } from "#lib/stress/scenario";
import { ParameterSlider } from "@/components/parameter/parameter-slider";
import { Select } from "@/components/ui/select";

/** Where the handles stand without a scenario: nothing assumed but that what falls due is refinanced at today's rates. */
const restingScenario: Scenario = { ...defaultScenario, rateShift: 0 };

interface ScenarioSlidersProps {
  /** Null: the figures as reported. */
  readonly scenario: Scenario | null;
  /** With each step of a handle. */
  readonly onChange: (scenario: Scenario) => void;
  /** When a handle rests. */
  readonly onRest: () => void;
}

/** What is assumed about rates, earnings and costs, as handles. */
export function ScenarioSliders({ scenario, onChange, onRest }: ScenarioSlidersProps) {
  const shown = scenario ?? restingScenario;
  const slide = (key: Exclude<ScenarioNumberKey, "baseRate">) => (
    <ScenarioSlider
      key={key}
      of={key}
      value={shown[key]}
      onChange={(value) => onChange({ ...shown, [key]: value })}
      onRest={onRest}
    />
  );
  const chooseSpreads = (spreadTable: Scenario["spreadTable"]) => {
    onChange({ ...shown, spreadTable });
    onRest();
  };
  return (
    <section aria-label="What is assumed" className="space-y-2">
      {slide("rateShift")}
      {slide("ebitChange")}
      {slide("horizonMonths")}
      <SpreadSelect value={shown.spreadTable} onChange={chooseSpreads} />
      {slide("tariffRate")}
      {shown.tariffRate === 0 ? null : (
        <>
          {slide("importShare")}
          {slide("passThrough")}
        </>
      )}
    </section>
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
