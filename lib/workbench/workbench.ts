import type { Node } from "#lib/expr/ast";
import { describeInEnglish } from "#lib/expr/describe";
import type { ExprError } from "#lib/expr/expr-error";
import { parse } from "#lib/expr/parse";
import { readValue } from "#lib/expr/read-value";
import { buildBits, countBits } from "#lib/expr/truth";
import type { TextVector, Value } from "#lib/expr/vector";
import { isDataGap } from "#lib/metric/data-gap";
import { printQuery } from "#lib/screen/rank-clause";
import {
  getAskedRows,
  pickedRowsMax,
  runScreen,
  type ScreenColumn,
  type ScreenTarget,
} from "#lib/screen/run/run-screen";
import { describePolicyError, readScreenExpressions, type ScreenError } from "#lib/screen/run/screen-expressions";
import type { Screen } from "#lib/screen/screen";
import { findCompanyRow, findLine, readLineTicker } from "#lib/screen/universe/company-row";
import type { OpenSnapshot } from "#lib/screen/universe/open-snapshot";
import { createStressCounter } from "#lib/screen/universe/stress-count";
import { restrictUniverse, type Universe } from "#lib/screen/universe/universe";
import { keepPer } from "#lib/util/keep-per";
import { RecentMap } from "#lib/util/recent-map";
import { fail, type Result, succeed } from "#lib/util/result";
import { describePolicy, resolvePolicy } from "#lib/verdict/policy/choice";
import { markProvisional } from "#lib/verdict/provisional";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { type ColumnHead, describeColumn } from "#lib/workbench/column/column-head";
import { getShownColumns } from "#lib/workbench/column/column-set";
import { listFindable, listNames, listSubjects, type MetricSubject } from "#lib/workbench/column/metric-subject";
import { readTrend } from "#lib/workbench/column/read-trend";
import { type SearchDepth, searchSubjects } from "#lib/workbench/column/search-names";
import { getStandings } from "#lib/workbench/column/standing";
import type { SentRow, TableRows } from "#lib/workbench/column/table-model";
import type { Clause, ClauseContext } from "#lib/workbench/filter/clause";
import {
  type ClauseView,
  computeClauseViews,
  createClauseContext,
  createScaleCache,
  type ScaleCache,
} from "#lib/workbench/filter/clause-view";
import { readFilter } from "#lib/workbench/filter/read-filter";
import { listSearchedCompanies, nameCompanies, type SearchedCompany } from "#lib/workbench/search/rank-companies";
import { countFurtherLines, isInMask, type ListedLine, listLines } from "./listed-lines";
import type { Show } from "./page-url";
import { getScoreColumn } from "./ranking";
import { computeSummary, type Summary } from "./summary";

/** A result but for its rows; plain data, so that the server can send it. */
export interface ScreenView {
  /** Companies that pass, that the filter cannot judge, and all of them. A company with two classes of shares is one. */
  readonly count: number;
  readonly unknown: number;
  readonly total: number;
  /** How many rows more than companies the table lists: further classes of shares. */
  readonly furtherLines: number;
  readonly heads: readonly ColumnHead[];
  readonly summary: Summary;
  readonly clauses: readonly ClauseView[];
  /** The query in plain English; null when there is none. */
  readonly echo: string | null;
  /** Which policy judged, in words; null for the default policy as it is. */
  readonly judgedBy: string | null;
  /** What the named policy is called that judged; null for a shipped one. */
  readonly policyName: string | null;
  /** What is right in the screen and can keep nobody, each in a sentence. */
  readonly warnings: readonly string[];
}

export interface LiveView {
  readonly view: ScreenView;
  readonly rows: TableRows;
}

/** Answers everything the page asks, from one snapshot; the same code on the server and in the browser. */
export interface Workbench {
  /** What it answers from, for what is asked only on demand: advice, previews. */
  readonly target: Universe;
  readonly context: ClauseContext;
  readonly scales: ScaleCache;
  readonly subjects: readonly MetricSubject[];
  searchSubjects(text: string): readonly MetricSubject[];
  /** Like searchSubjects, with every name of the language: also fiscal years and quarters of figures. */
  searchNames(text: string, depth?: SearchDepth): readonly MetricSubject[];
  /** The companies that a text names, the likeliest first. */
  nameCompanies(text: string): readonly Pick<SearchedCompany, "ticker" | "name">[];
  /** The texts of a text column; null for a name that is none. */
  listTexts(id: string): readonly string[] | null;
  describe(expression: string): ColumnHead | null;
  /** The canonical text of a query without errors. */
  canonize(query: string): string;
  /** What is wrong with a query; nothing when it is blank. */
  findErrors(query: string): readonly ExprError[];
  /** How many companies a query keeps, and for how many it is unknown; null for one with errors. */
  count(query: string): { readonly passed: number; readonly unknown: number } | null;
  /** The workbench for screens under a policy, under a scenario and with metrics of their own; without them, of the data as they are. */
  extend(choice: Partial<Pick<Screen, "policy" | "scenario" | "metrics">>): Result<Workbench, readonly ScreenError[]>;
  run(screen: Screen, show: Show, pending?: readonly Clause[]): Result<LiveView, readonly ScreenError[]>;
  /** The workbench for questions about some rows, such as the companies of a list. */
  restrictTo(rows: readonly number[]): Workbench;
}

/** Rows of a result that are put in order at once, and that the server sends: what a page shows before anybody scrolls. */
export const firstRows = 60;

const headsMax = 300;

const getStressCounter = keepPer(createStressCounter);

// Kept as long as the universe itself: what an workbench has sorted and looked up serves every screen on it.
const workbenches = new WeakMap<Universe, Workbench>();

/** Makes an open snapshot ready for the page. The same snapshot gives the same workbench. */
export function openWorkbench(snapshot: OpenSnapshot): Workbench {
  return getWorkbench(snapshot, snapshot.base, []);
}

function getWorkbench(snapshot: OpenSnapshot, target: Universe, ownMetrics: Screen["metrics"]): Workbench {
  const kept = workbenches.get(target);
  if (kept) return kept;
  const workbench = createWorkbench(snapshot, target, ownMetrics);
  workbenches.set(target, workbench);
  return workbench;
}

function createWorkbench(snapshot: OpenSnapshot, target: Universe, ownMetrics: Screen["metrics"]): Workbench {
  const { evaluator, scope, lines } = target;
  const subjects = listSubjects(scope, ownMetrics);
  const findable = listFindable(subjects);
  const names = listNames(scope, subjects);
  const scales = createScaleCache(evaluator);
  const name = evaluator.evaluateText({ kind: "name", id: "name" });
  const verdict = evaluator.evaluateText({ kind: "name", id: "verdict" });
  const reported = evaluator.evaluateText({ kind: "name", id: "reported_verdict" });
  const provisional = markProvisional(target);
  const gaps = evaluator.evaluateText({ kind: "name", id: "data_gap" });
  const heads = new RecentMap<string, ColumnHead>(headsMax);
  let shownHeads: readonly ColumnHead[] = [];
  /** The same heads as before when the columns are the same, so that a table's head need not be drawn anew. */
  const listHeads = (columns: readonly ScreenColumn[]): readonly ColumnHead[] => {
    const next = columns.map(({ expression, checked }) =>
      heads.keep(expression, () => describeColumn(checked.node, scope, expression)),
    );
    const isSame = next.length === shownHeads.length && next.every((head, at) => head === shownHeads[at]);
    if (!isSame) shownHeads = next;
    return shownHeads;
  };
  const getIdentity = ({ row, line }: ListedLine) => {
    const gap = readText(gaps, row);
    return {
      row,
      ticker: readLineTicker(lines, line),
      name: readText(name, row),
      verdict: readText(verdict, row) as Verdict,
      gap: isDataGap(gap) ? gap : null,
      isProvisional: provisional[row] === 1,
      reported: reported.codes[row] === verdict.codes[row] ? null : (readText(reported, row) as Verdict),
    };
  };

  const readCell = (column: ScreenColumn, { row, line }: ListedLine): Value => {
    const own = lines.getLineVector(column.expression);
    return own === undefined ? readValue(column.vector, row) : readValue(own, line);
  };

  return {
    target,
    context: createClauseContext(scope),
    scales,
    subjects,
    searchSubjects: (text) => searchSubjects(findable, text),
    searchNames: (text, depth) => searchSubjects(names, text, depth),
    nameCompanies: (text) => nameCompanies(listSearchedCompanies(target), text),
    listTexts: (id) => {
      if (id === "verdict") return verdictIds;
      const definition = scope.find(id);
      if (definition === undefined || definition.kind === "parameter" || definition.type !== "text") return null;
      return evaluator.evaluateText({ kind: "name", id }).dictionary;
    },
    describe: (expression) => {
      const parsed = parse(expression, scope.typedNames?.());
      return parsed.ok ? describeColumn(parsed.value, scope, expression) : null;
    },
    canonize: (query) => printQuery(query, scope.typedNames?.()),
    findErrors: (query) => {
      const read = readScreenExpressions(target, { query, sort: [] });
      return read.ok ? [] : read.error.flatMap(({ errors }) => errors);
    },
    count: (query) => {
      const result = runScreen(target, { query, sort: [], columns: [] }, { offset: 0, limit: 0 });
      return result.ok ? { passed: result.value.count, unknown: result.value.unknown } : null;
    },
    extend: ({ policy = null, scenario = null, metrics = [] }) => {
      const resolved = resolvePolicy(policy);
      if (!resolved.ok) return fail([describePolicyError(resolved.error)]);
      const universe = snapshot.with({ policy: resolved.value, scenario, metrics });
      if (!universe.ok) return universe;
      const { within } = target;
      const asked = within === undefined ? universe.value : restrictUniverse(universe.value, within);
      return succeed(getWorkbench(snapshot, asked, metrics));
    },
    restrictTo: (rows) =>
      getWorkbench(snapshot, restrictUniverse(target, buildBits(rows, target.rowCount)), ownMetrics),
    run: (screen, show, pending = []) => {
      const chosen = getShownColumns(screen);
      const score = getScoreColumn(screen, chosen);
      const columns = score === null ? chosen : [score, ...chosen];
      const result = runScreen(target, { ...screen, columns }, { offset: 0, limit: show === "passed" ? firstRows : 0 });
      if (!result.ok) return fail(result.error);
      const { count, unknown, mask, columns: shown } = result.value;
      const { filter } = result.value.query;
      const companyCount = show === "unknown" ? unknown : count;
      const listed = show === "unknown" ? result.value.unknownMask : mask;
      const furtherLines = countFurtherLines(lines, listed);
      const lineCount = companyCount + furtherLines;
      const getLine = buildLineReader(companyCount, (end) =>
        listLines(lines, show === "unknown" ? result.value.takeUnknown(0, end) : result.value.take(0, end)),
      );
      return succeed({
        view: {
          count,
          unknown,
          total: countBits(getAskedRows(target)),
          furtherLines,
          heads: listHeads(shown),
          summary: computeSummary(
            evaluator,
            mask,
            provisional,
            screen.scenario === null ? null : getStressCounter(target).isUnmodelled,
          ),
          clauses: computeClauseViews(target, scales, filter, pending),
          echo: describeScreen(filter, screen, chosen, scope),
          judgedBy: describePolicy(scope.policy),
          policyName: scope.policy.named?.name ?? null,
          warnings: result.value.warnings,
        },
        rows: {
          count: lineCount,
          available: lineCount,
          getIdentity: (index) => getIdentity(getLine(index)),
          getCell: (index, column) => {
            const head = shown[column];
            return head === undefined ? unknownValue : readCell(head, getLine(index));
          },
          getStanding: (index, column, peers) => {
            const { checked } = shown[column] ?? {};
            if (checked?.type !== "number") return 0;
            return getStandings(evaluator, scope, checked.node, peers)[getLine(index).row] ?? 0;
          },
          getTrend: (index, id) => readTrend(evaluator, scope, id, getLine(index).row),
          holds: (ticker) => {
            const row = findCompanyRow(target, ticker);
            return row !== null && isInMask(listed, row);
          },
          findRow: (ticker) => {
            const row = findCompanyRow(target, ticker);
            if (row === null) return null;
            const place = { row, line: findLine(target, row, ticker) };
            return { ...getIdentity(place), cells: shown.map((head) => readCell(head, place)) };
          },
        },
      });
    },
  };
}

/** The query in plain English, with a score that no column shows but the rows are ordered by. */
function describeScreen(
  filter: Node | null,
  { sort: [first] }: Screen,
  columns: readonly string[],
  scope: ScreenTarget["scope"],
): string | null {
  const said = filter === null ? null : describeInEnglish(filter, scope);
  const score = first === undefined || columns.includes(first.expression) ? null : readFilter(first.expression);
  if (first === undefined || score === null || score.kind === "name") return said;
  const order = `${first.descending ? "highest" : "lowest"} ${describeInEnglish(score, scope)} first`;
  return said === null ? `Every company, ${order}` : `${said}; ${order}`;
}

const unknownValue: Value = { type: "unknown" };

function readText({ codes, dictionary }: TextVector, row: number): string {
  return dictionary[codes[row] as number] ?? "";
}

/**
 * Reads the line at a place, and has companies put in order as far as they are looked at: first a screenful or two. Each
 * company has a line at least, so that as many companies as lines are enough.
 */
function buildLineReader(
  companyCount: number,
  take: (end: number) => readonly ListedLine[],
): (index: number) => ListedLine {
  let listed: readonly ListedLine[] = [];
  return (index) => {
    if (index >= listed.length) {
      listed = take(index < firstRows ? firstRows : index < pickedRowsMax ? pickedRowsMax : companyCount);
    }
    return listed[index] as ListedLine;
  };
}

/** The first rows of a result as plain data, for the server's answer. */
export function takeRows({ rows, view }: LiveView, limit: number): SentRow[] {
  return Array.from({ length: Math.min(limit, rows.available) }, (_, index) => ({
    ...rows.getIdentity(index),
    cells: view.heads.map((_head, column) => rows.getCell(index, column)),
  }));
}
