"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { urlKeys } from "#lib/screen/url-key";
import type { Scenario } from "#lib/stress/scenario";
import { formatScenario, parseScenario } from "#lib/stress/scenario-text";

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
  const [draft, setDraft] = useState<{ readonly scenario: Scenario | null } | null>(null);
  // A draft ends when the address has another scenario, by whatever way.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text alone says that the address has changed.
  useEffect(() => setDraft(null), [text]);
  useEffect(() => {
    const endDraft = () => setDraft(null);
    addEventListener("popstate", endDraft);
    return () => removeEventListener("popstate", endDraft);
  }, []);
  const read = text === null ? null : parseScenario(text);
  const scenario = draft === null ? (read?.ok ? read.value : null) : draft.scenario;
  // A handle that rests right after a step tells both before anything is drawn anew.
  const latest = useRef(scenario);
  latest.current = scenario;
  const settle = () => {
    const next = new URLSearchParams(location.search);
    if (latest.current === null) next.delete(urlKeys.scenario);
    else next.set(urlKeys.scenario, formatScenario(latest.current));
    const search = next.size === 0 ? "" : `?${next}`;
    if (search !== location.search) history.pushState(null, "", `${pathname}${search}${location.hash}`);
  };
  return {
    scenario,
    draft: (next) => {
      latest.current = next;
      setDraft({ scenario: next });
    },
    settle,
  };
}
