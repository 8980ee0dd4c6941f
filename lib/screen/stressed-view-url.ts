import type { Scenario } from "#lib/stress/scenario";
import { formatScenario } from "#lib/stress/scenario-text";
import { urlKeys } from "./url-key";
import { buildViewSearch, type ViewChoice } from "./view-url";

/** A view with what it assumes. */
export interface StressedViewChoice extends ViewChoice {
  /** Null: the figures as reported. */
  readonly scenario: Scenario | null;
}

/**
 * As `buildViewSearch`, with the scenario: for links from a page under a scenario to a company, whose page knows scenarios.
 * It stands apart, so that the frame of every page need not load what a scenario is.
 */
export function buildStressedViewSearch({ scenario, ...view }: StressedViewChoice): string {
  const search = buildViewSearch(view);
  if (scenario === null) return search;
  const parameters = new URLSearchParams(search);
  parameters.set(urlKeys.scenario, formatScenario(scenario));
  return `?${parameters}`;
}
