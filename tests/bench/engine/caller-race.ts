import "server-only";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { metrics } from "#lib/metric/catalogue";
import { defaultScreen } from "#lib/screen/default-screen";
import { moveRankToSort } from "#lib/screen/rank-clause";
import { runScreen, type ScreenResult, type ScreenTarget } from "#lib/screen/run/run-screen";
import type { Screen } from "#lib/screen/screen";
import type { OpenSnapshot, openSnapshotFile } from "#lib/screen/universe/open-snapshot";
import { createUniverse, type Universe } from "#lib/screen/universe/universe";
import { readVersion } from "#lib/server/service/data/read-version";
import { writeScreenAnswer } from "#lib/server/service/screen/answer-screen";
import type { Result } from "#lib/util/result";
import type { BenchResult, Say } from "../bench-part";
import { type BuiltFile, requireSnapshot } from "./built-file";
import { bundle } from "./bundle";
import { requireSame } from "./compare-answers";
import type { DrawnFrom } from "./fresh-screen";
import { createFreshTasks } from "./fresh-tasks";
import { writeFreshQuery } from "./fresh-texts";
import { raceTasks, type TaskRunner } from "./race-tasks";
import { setEnvironment } from "./set-environment.mjs";
import { computeP95, computeRatios, computeSpread, formatFigure, formatMicroseconds } from "./statistics";
import { writeWhole } from "./write-whole";

const pageRows = 60;
const pageTimesMax = 6;
const writerRows = 100;
const writerTimesMax = 4;

const seed = 20_261_129;
const compared = 24;
const warmUpTasks = 300;
const rounds = 21;
const tasksPerRound = 20;
const knownShareMin = 0.5;
const distinctMin = 50;

/** What is taken from the page's own code, which is bundled because the command line imports no component. */
interface PageCode {
  readonly openSnapshotFile: typeof openSnapshotFile;
  runScreen(
    target: ScreenTarget,
    screen: Pick<Screen, "query" | "sort" | "columns">,
    page: { readonly offset: number; readonly limit: number },
  ): Result<ScreenResult, unknown>;
  openWorkbench(snapshot: OpenSnapshot): { run(screen: Screen, show: "passed"): Result<PageView, unknown> };
  takeRows(live: PageView, limit: number): readonly { readonly row: number }[];
}

interface PageView {
  readonly view: { readonly count: number };
}

const pageSource = `
export { openWorkbench, takeRows } from "#lib/workbench/workbench";
export { runScreen } from "#lib/screen/run/run-screen";
export { openSnapshotFile } from "#lib/screen/universe/open-snapshot";
`;

/** A caller of the engine and the bare screen that it is compared with. Each has a universe of its own. */
interface Caller {
  readonly name: string;
  /** What it adds to the bare screen. */
  readonly adds: string;
  readonly timesMax: number;
  /** Screens as it gets them; no two have the same text. */
  draw(): Screen;
  call(screen: Screen): unknown;
  bare(screen: Screen): unknown;
  /** Throws unless both answer alike. */
  compare(screen: Screen): unknown;
}

/**
 * What the page and the API make of a screen that nobody has asked for before, on the sample universe in `home`: how many
 * times the bare screen their calls take.
 */
export async function raceCallers(home: string, built: BuiltFile, say: Say): Promise<readonly BenchResult[]> {
  const restore = setEnvironment({ BALLAST_HOME: home, DATABASE_URL: "", DATABASE_HOST: "" });
  try {
    const source = createDrawnFrom(createUniverse(requireSnapshot(built.bytes)));
    say(`Screens that nobody has asked for, of ${source.names.length} metrics, for the page and the API`);
    const tasks = createFreshTasks([source], seed);
    const draw = (): Screen => {
      const { screen } = tasks.next(0);
      const columns = screen.clauses.slice(0, 3).map(({ column }) => column);
      return { ...defaultScreen, query: writeWhole(writeFreshQuery(screen)), sort: [], columns };
    };
    const callers = [await openPage(home, built, draw), openWriter(built, draw)];
    const results: BenchResult[] = [];
    for (const caller of callers) results.push(await raceCaller(caller, built.table.rowCount, say));
    if (tasks.textCount !== tasks.count) throw new Error("Impossible state: a text was drawn twice");
    return results;
  } finally {
    restore();
  }
}

async function raceCaller(caller: Caller, rows: number, say: Say): Promise<BenchResult> {
  const { name, adds, timesMax, draw, call, bare, compare } = caller;
  for (let count = 0; count < compared; count += 1) await compare(draw());
  for (let count = 0; count < warmUpTasks; count += 1) {
    await call(draw());
    bare(draw());
  }
  // Other texts for each of the two: what one has read may be known to the other.
  const createRunner = (runner: string, run: (screen: Screen) => unknown): TaskRunner => ({
    name: runner,
    prepare: () => Array.from({ length: tasksPerRound }, draw).map((screen) => () => run(screen)),
  });
  const times = await raceTasks([createRunner("call", call), createRunner("bare", bare)], rounds);
  const [called, bared] = [times.get("call"), times.get("bare")];
  if (!(called && bared)) throw new Error(`Impossible state: the ${name} was not measured`);
  const spread = computeRatios(called.rounds, bared.rounds);
  say(
    `${name} (${adds}): ${formatMicroseconds(computeSpread(called.each))}; the bare screen: ` +
      `${formatMicroseconds(computeSpread(bared.each))}; ${formatFigure(spread.median)} times as long ` +
      `(${formatFigure(spread.low)} to ${formatFigure(spread.high)}), at most ${timesMax} wanted`,
  );
  return {
    name: `${name}: speed against the bare screen`,
    rows,
    ratio: 1 / spread.median,
    goal: 1 / timesMax,
    peer: "the bare screen",
    version: readVersion(),
    medianUs: computeSpread(called.each).median,
    p95Us: computeP95(called.each),
  };
}

async function openPage(home: string, { bytes, hash }: BuiltFile, draw: () => Screen): Promise<Caller> {
  const path = join(home, "page.mjs");
  await writeFile(path, await bundle({ source: pageSource, platform: "node" }));
  const page = (await import(pathToFileURL(path).href)) as PageCode;
  const open = async () => requireValue(await page.openSnapshotFile(bytes, hash));
  const workbench = page.openWorkbench(await open());
  const { base: target } = await open();
  const call = (screen: Screen) => {
    const live = requireValue(workbench.run(screen, "passed"));
    return { count: live.view.count, rows: page.takeRows(live, pageRows) };
  };
  const bare = ({ query, sort }: Screen) =>
    requireValue(page.runScreen(target, { query, sort, columns: [] }, { offset: 0, limit: pageRows }));
  return {
    name: "page's call",
    adds: `with ${pageRows} rows of the shown columns, summary, histograms and the query in words`,
    timesMax: pageTimesMax,
    // The page keeps a score as its first sort key, and shows the columns of its set.
    draw: () => moveRankToSort({ ...draw(), columns: [] }),
    call,
    bare,
    compare(screen) {
      const [called, expected] = [call(screen), bare(screen)];
      requireSame(
        "the page",
        screen.query,
        [expected.count, ...expected.rows.subarray(0, pageRows)],
        [called.count, ...called.rows.map(({ row }) => row)],
      );
    },
  };
}

function openWriter({ bytes }: BuiltFile, draw: () => Screen): Caller {
  const target = createUniverse(requireSnapshot(bytes));
  const tickers = target.evaluator.evaluateText({ kind: "name", id: "ticker" });
  const page = { offset: 0, limit: writerRows };
  const call = (screen: Screen) => writeScreenAnswer(screen, page);
  const bare = (screen: Screen) => requireValue(runScreen(target, screen, page));
  return {
    name: "API's writer",
    adds: `with ${writerRows} rows of three columns as JSON, without HTTP`,
    timesMax: writerTimesMax,
    draw,
    call,
    bare,
    async compare(screen) {
      const expected = bare(screen);
      const written = JSON.parse(await call(screen)) as { count: number; rows: { ticker: string }[] };
      const places = written.rows.map(({ ticker }) => tickers.codes.indexOf(tickers.dictionary.indexOf(ticker)));
      requireSame(
        "the API",
        screen.query,
        [expected.count, ...expected.rows.subarray(0, writerRows)],
        [written.count, ...places],
      );
    },
  };
}

/** The metrics of the catalogue that enough companies have, and that tell them apart. */
function createDrawnFrom({ evaluator, scope }: Universe): DrawnFrom {
  const columns = new Map<string, Float64Array>();
  for (const { id } of metrics) {
    const definition = scope.find(id);
    if (definition?.kind !== "formula" || definition.type !== "number") continue;
    const { values } = evaluator.evaluateNumber({ kind: "name", id });
    const known = values.filter((value) => !Number.isNaN(value));
    if (known.length < knownShareMin * values.length || new Set(known).size < distinctMin) continue;
    columns.set(id, values);
  }
  return {
    names: [...columns.keys()],
    getColumn(name) {
      const column = columns.get(name);
      if (!column) throw new Error(`Impossible state: there is no metric ${name}`);
      return column;
    },
  };
}

function requireValue<Value>(result: Result<Value, unknown>): Value {
  if (!result.ok) throw new Error(`Impossible state: a screen is refused: ${JSON.stringify(result.error)}`);
  return result.value;
}
