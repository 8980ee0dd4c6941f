import "server-only";
import { brotliCompressSync } from "node:zlib";
import type { BenchResult, Say } from "../bench-part";
import { bundle } from "./bundle";
import { compareLimit } from "./compare-limit";
import { formatFigure } from "./statistics";

const engineKilobytesMax = 40;

/** Language, evaluator, snapshot files and cross-filter: what any set of metrics needs. */
const engineSource = `
export { unpackSnapshot } from "#lib/column/packed-snapshot";
export { readSnapshot } from "#lib/column/snapshot";
export { check } from "#lib/expr/check";
export { createEvaluator } from "#lib/expr/evaluate";
export { parse, parseQuery } from "#lib/expr/parse";
export { print } from "#lib/expr/print";
export { CrossFilter } from "#lib/screen/cross-filter";
export { sortRows } from "#lib/screen/run/sort-rows";
`;

/** All that the screener loads beside the data: also the catalogue, the policy, the stress and the page's own part. */
const screenerSource = `export { openWorkbench } from "@/components/screen/state/open-workbench";`;

/** What the engine weighs in the browser, minified and packed with brotli. */
export async function measureBundle(rows: number, say: Say): Promise<BenchResult> {
  const [engine, screener] = await Promise.all([measureKilobytes(engineSource), measureKilobytes(screenerSource)]);
  say(
    `Code of the engine: ${formatFigure(engine)} KB; with catalogue, policy, stress and the page's part ` +
      `${formatFigure(screener)} KB`,
  );
  return compareLimit("engine in the browser", rows, engine, engineKilobytesMax, "KB");
}

async function measureKilobytes(source: string): Promise<number> {
  return brotliCompressSync(await bundle({ source, platform: "browser" })).length / 1000;
}
