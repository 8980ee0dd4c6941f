import "server-only";
import { z } from "zod";
import { stressPageSchema } from "#lib/contract/stress";
import { isoDateSchema, snapshotHashSchema } from "#lib/screen/screen";
import type { StressPage, StressRequest } from "#lib/server/service/screen/answer-stress";
import { defaultScenario } from "#lib/stress/scenario";
import { readScenario, scenarioTextSchema } from "./read-scenario";
import { readViewParameters } from "./read-view";

/** The longest query that an address may hold, as for a screen. */
const queryLengthMax = 4000;

const querySchema = stressPageSchema.extend({
  q: z.string().max(queryLengthMax).default(""),
  scenario: z.optional(scenarioTextSchema),
  asof: z.optional(isoDateSchema),
  snapshot: z.optional(snapshotHashSchema),
});

/**
 * Reads a scenario, the companies it is asked of and the page of them; the usual scenario where none is named. Throws
 * AppError "invalid_request" naming each fault.
 */
export function readStress(parameters: URLSearchParams): {
  readonly request: StressRequest;
  readonly page: StressPage;
} {
  const read = readViewParameters(parameters, querySchema);
  const { q, scenario: text, asof = null, snapshot = null, policy, ...page } = read;
  const scenario = readScenario(text);
  return {
    request: { query: q, scenario: scenario ?? defaultScenario, asOf: asof, hash: snapshot, policy },
    page,
  };
}
