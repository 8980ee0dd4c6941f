import { createRequire } from "node:module";
import { env } from "node:process";

// In a long run (npm run test:long) this file takes the place of fast-check, and is that package with each property
// tried so many times as often. Required, because an import of the package would lead here again.
const fc = createRequire(import.meta.url)("fast-check") as typeof import("fast-check").default;

const factor = Number(env["BALLAST_RUNS"]);
if (!Number.isInteger(factor) || factor < 1) throw new Error("BALLAST_RUNS is no whole number from 1 up.");

const assert = ((property: Parameters<typeof fc.assert>[0], parameters: Parameters<typeof fc.assert>[1] = {}) =>
  fc.assert(property, { ...parameters, numRuns: (parameters.numRuns ?? 100) * factor })) as typeof fc.assert;

export default { ...fc, assert };
