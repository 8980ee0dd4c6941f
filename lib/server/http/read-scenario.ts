import "server-only";
import { z } from "zod";
import { urlKeys } from "#lib/screen/url-key";
import type { Scenario } from "#lib/stress/scenario";
import { parseScenario } from "#lib/stress/scenario-text";
import { buildParameterError } from "./route";

/** A scenario as an address holds it. */
export const scenarioTextSchema = z.string().max(400);

/** The scenario of an address; null where none is named. Throws AppError "invalid_request" for one that cannot be read. */
export function readScenario(text: string | undefined): Scenario | null {
  if (text === undefined) return null;
  const scenario = parseScenario(text);
  if (scenario.ok) return scenario.value;
  throw buildParameterError([{ at: urlKeys.scenario, message: `cannot be read: ${scenario.error}` }]);
}
