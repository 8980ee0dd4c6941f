"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useMemo, useRef } from "react";
import { urlKeys } from "#lib/screen/url-key";
import type { Scenario } from "#lib/stress/scenario";
import { formatScenario, parseScenario } from "#lib/stress/scenario-text";
import { useAddressDraft } from "@/components/ui/use-address-draft";

/** The scenario of the page's address. */
export interface ScenarioUrl {
  /** Null: the figures as reported. */
  readonly scenario: Scenario | null;
  /** Puts a scenario in front of the address while a handle moves. */
  readonly draft: (scenario: Scenario | null) => void;
  /** What was drafted last stands in the address from now on; Back leads to the scenario before. */
  readonly settle: () => void;
}

/** Keeps the scenario in the address. Next follows the address without asking the server for the page anew. */
export function useScenarioUrl(): ScenarioUrl {
  const parameters = useSearchParams();
  const pathname = usePathname();
  const text = parameters.get(urlKeys.scenario);
  const settled = useMemo(() => {
    const read = text === null ? null : parseScenario(text);
    return read?.ok ? read.value : null;
  }, [text]);
  const { value: scenario, draft, noteWritten } = useAddressDraft(settled, writeText);
  // A handle that rests right after a step tells both before anything is drawn anew.
  const latest = useRef(scenario);
  latest.current = scenario;
  const settle = () => {
    const next = new URLSearchParams(location.search);
    if (latest.current === null) next.delete(urlKeys.scenario);
    else next.set(urlKeys.scenario, formatScenario(latest.current));
    const search = next.size === 0 ? "" : `?${next}`;
    if (search === location.search) return;
    noteWritten(latest.current);
    history.pushState(null, "", `${pathname}${search}${location.hash}`);
  };
  return {
    scenario,
    draft: (next) => {
      latest.current = next;
      draft(next);
    },
    settle,
  };
}

function writeText(scenario: Scenario | null): string {
  return scenario === null ? "" : formatScenario(scenario);
}
