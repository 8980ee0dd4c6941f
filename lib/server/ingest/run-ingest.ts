import "server-only";
import { stat } from "node:fs/promises";
import { describeLaterMembership } from "#lib/contract/snapshot";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { listIndexSnapshots } from "#lib/server/db/repository/index";
import { beatRun, failRun, type RunKind, startRun } from "#lib/server/db/repository/ingest-run";
import { clearRateLimits } from "#lib/server/db/repository/rate-limit";
import { findCurrentSnapshotRow, type SnapshotRow } from "#lib/server/db/repository/snapshot";
import { identifyConstituents } from "#lib/server/ingest/match/identify-constituents";
import { type CompanyFiles, listCompanyFiles } from "#lib/server/ingest/read/company-files";
import { type ReadSources, readSources } from "#lib/server/ingest/read/read-sources";
import { type RecognisedFolder, recogniseFolder } from "#lib/server/ingest/read/recognise-folder";
import type { StoredFacts } from "#lib/server/ingest/store/fact-writer";
import { readMarks } from "#lib/server/ingest/store/read-mark";
import { storeFilings } from "#lib/server/ingest/store/store-filings";
import { type RunContext, storeConstituents, storeMarket } from "#lib/server/ingest/store/store-reference";
import { storeSecondHand } from "#lib/server/ingest/store/store-second-hand";
import { type BuiltSnapshot, buildSnapshot, screenedIndex } from "#lib/server/snapshot/build-snapshot";
import { describeSnapshot } from "#lib/server/snapshot/describe-snapshot";
import { publishBuiltSnapshot, repairPointerFile } from "#lib/server/snapshot/publish-snapshot";
import type { DateOrder } from "#lib/source/date-text";
import { checkCoverage } from "./coverage";
import { IngestError } from "./ingest-error";
import type { Progress } from "./progress";
import { buildReport, type IngestReport } from "./report";
import { createIssueLog, type IssueLog, type RunIssue } from "./run-issues";

export interface IngestOptions {
  /** Folder of source files. */
  readonly folder: string;
  /** Where snapshots are written (BALLAST_HOME). */
  readonly home: string;
  readonly kind: RunKind;
  /** Nothing filed, listed or priced after this day counts. Null: the day of the newest holdings. */
  readonly asOf: Day | null;
  /**
   * A list that is dated after this day stops the run, and rows that are, are left out. Undefined: no day is too late,
   * for the sample universe, whose days are invented.
   */
  readonly today: Day | undefined;
  /** What the user says of dates that no other date of their file settles; null: nothing. */
  readonly dateOrder: DateOrder | null;
  /** Leaves unknown columns of a fundamentals file out instead of refusing the file. */
  readonly ignoreUnknown: boolean;
  /** Goes on without files that are damaged. */
  readonly skipDamaged: boolean;
  /** Share of the constituents (0 to 1) that must get figures, or else nothing is published. */
  readonly minCoverage: number;
  /** Lets a universe of far fewer constituents take the place of the current one. */
  readonly allowShrink: boolean;
  /** What was left out before the folder was as it is, for the report. */
  readonly issues?: readonly RunIssue[];
  /** Where files of the folder came from, by name, for the report. */
  readonly origins?: ReadonlyMap<string, string>;
}

/** What an ingest does unless it is told otherwise. */
export const defaultIngestOptions = {
  asOf: null,
  dateOrder: null,
  ignoreUnknown: false,
  skipDamaged: false,
  minCoverage: 0.5,
  allowShrink: false,
} as const satisfies Partial<IngestOptions>;

/**
 * Loads a folder of sources: recognises and reads its files, appends what is new to the database, builds the base
 * columns and publishes them as one snapshot. Throws IngestError when the folder cannot be used or coverage is too low;
 * the snapshot that was current then stays current. The same folder again stores nothing and gives the same snapshot.
 */
export async function runIngest(database: Database, options: IngestOptions, progress: Progress): Promise<IngestReport> {
  const startedAtMs = performance.now();
  await repairPointerFile(database, options.home);
  await requireFolder(options.folder);
  const recognised = await recogniseFolder(options.folder);
  printRecognised(recognised, progress);
  const issues = createIssueLog();
  for (const issue of options.issues ?? []) issues.add(issue);
  const archives = await listCompanyFiles(recognised.files);
  try {
    const sources = await readSources(recognised.files, options, issues, progress);
    refuseDamaged(recognised, sources, archives, options, issues);
    requireHoldings(sources, options);
    const run = await startRun(database, { kind: options.kind, sample: options.kind === "sample" });
    try {
      const marks = await readMarks(database, run.sample);
      const context = createContext({ database, runId: run.id, sample: run.sample, today: options.today, marks });
      const stored = await storeAll(context, sources, archives, issues, progress);
      const built = await buildColumns(context, options, progress);
      const current = await findCurrentSnapshotRow(database, screenedIndex);
      const isCurrent = isNewer(built, current, options);
      const report = buildReport({
        runId: run.id,
        archives,
        sources,
        stored,
        built,
        isCurrent,
        issues,
        origins: options.origins ?? new Map(),
        startedAtMs,
      });
      const refusal = checkCoverage(built, current, options);
      if (refusal !== null) {
        await failRun(database, run.id, refusal, report.stored);
        throw new IngestError(refusal);
      }
      await publishBuiltSnapshot(database, options.home, built, { runId: run.id, report: report.stored, isCurrent });
      // Nobody else has the table of counters grow less, and every installation loads data now and then.
      await clearRateLimits(database, new Date());
      return report;
    } catch (error) {
      // A database that is gone cannot be told; the next run finds this one without a process.
      await failRun(database, run.id, error instanceof Error ? error.message : String(error)).catch(() => undefined);
      throw error;
    }
  } finally {
    archives.close();
  }
}

async function requireFolder(folder: string): Promise<void> {
  const stats = await stat(folder).catch(() => null);
  if (stats === null) throw new IngestError(`There is no folder ${folder}.`);
  if (!stats.isDirectory())
    throw new IngestError(`${folder} is a file; --from needs the folder that holds the sources.`);
}

function printRecognised({ files, ignored }: RecognisedFolder, progress: Progress): void {
  const labels = new Map<string, string[]>();
  for (const { kind, name } of files) labels.set(kind, [...(labels.get(kind) ?? []), name]);
  progress.print("Recognised:");
  for (const [kind, names] of labels) {
    const shown = names.length > 6 ? `${names.length} files, such as ${names[0]}` : names.join(", ");
    progress.print(`  ${kind.replaceAll("_", " ").padEnd(14)}${shown}`);
  }
  for (const { name, why } of ignored) progress.print(`  ${"ignored".padEnd(14)}${name}: ${why}`);
}

/** A source that is recognised and cannot be read stops the run before it changes anything. */
function refuseDamaged(
  recognised: RecognisedFolder,
  sources: ReadSources,
  archives: CompanyFiles,
  { skipDamaged }: IngestOptions,
  issues: IssueLog,
): void {
  const damaged = [
    ...recognised.damaged.map(({ name, why }) => ({ name, why: `${name}: ${why}` })),
    ...sources.unreadable,
    ...archives.unreadable,
  ];
  if (damaged.length > 0 && !skipDamaged) {
    const lines = damaged.map(({ why }) => `  ${why}`).join("\n");
    throw new IngestError(
      `${damaged.length === 1 ? "A file" : `${damaged.length} files`} of the folder cannot be read, and nothing was ` +
        `changed:\n${lines}\nRepair or remove what is damaged, or pass --skip-damaged to go on without it.`,
    );
  }
  for (const { name, why } of damaged) issues.add({ scope: "file", subject: name, place: null, why });
  for (const { name, why } of archives.foreign) issues.add({ scope: "file", subject: name, place: null, why });
  for (const { name, why } of recognised.ignored) issues.add({ scope: "file", subject: name, place: null, why });
}

function requireHoldings(sources: ReadSources, { folder }: IngestOptions): void {
  const days = sources.holdings.filter(({ indexId }) => indexId === screenedIndex).map(({ holdings }) => holdings.asOf);
  if (days.length === 0) {
    throw new IngestError(
      `${folder} holds no holdings file, so there is no list of companies to screen. Add the holdings CSV of the fund ` +
        '(iShares Russell 2000 ETF: "Download holdings"; header Ticker,Name,Sector,Asset Class,...).',
    );
  }
}

const beatEveryMs = 15_000;

function createContext(known: Omit<RunContext, "beat">): RunContext {
  let beatAtMs = performance.now();
  return {
    ...known,
    async beat() {
      if (performance.now() - beatAtMs < beatEveryMs) return;
      beatAtMs = performance.now();
      await beatRun(known.database, known.runId, {});
    },
  };
}

/** A current snapshot that is dated after today was made from a list that earlier versions took; any other is better. */
function isNewer(built: BuiltSnapshot, current: SnapshotRow | null, { today }: IngestOptions): boolean {
  if (current === null || current.sample !== built.info.sample) return true;
  return built.asOf >= current.asOfDay || (today !== undefined && current.asOfDay > today);
}

/** What the storing of a folder's contents did. */
export interface StoredAll {
  readonly filings: StoredFacts;
  readonly secondHand: StoredFacts;
  readonly companyCount: number;
}

async function storeAll(
  context: RunContext,
  sources: ReadSources,
  archives: CompanyFiles,
  issues: IssueLog,
  progress: Progress,
): Promise<StoredAll> {
  const { directory, matched } = identifyConstituents(sources, issues);
  const companyIds = await storeConstituents(context, sources, matched);
  await storeMarket(context, sources, issues, progress);
  const secondHand = await storeSecondHand(context, sources, directory, companyIds, issues, progress);
  const filings = await storeFilings(context, archives.files, companyIds, issues, progress);
  return { filings, secondHand, companyCount: companyIds.size };
}

async function buildColumns(
  { database, sample, today }: RunContext,
  { asOf: asked, home }: IngestOptions,
  progress: Progress,
): Promise<BuiltSnapshot> {
  const asOf = asked ?? (await findNewestListDay(database, sample, today, progress));
  const built = await buildSnapshot(database, {
    sample,
    home,
    ...(asOf === null ? {} : { asOf }),
    onStart: (companyCount) => progress.start("Building columns", companyCount),
    onCompany: () => progress.advance(),
  });
  progress.finish();
  if (built === null) throw new IngestError("No holdings are known.");
  const later = describeLaterMembership(describeSnapshot(built.hash, built.info));
  if (later !== null) progress.print(later);
  return built;
}

/** The day of the newest list that is not dated after today, which earlier versions took and which is said. */
async function findNewestListDay(
  database: Database,
  sample: boolean,
  today: Day | undefined,
  progress: Progress,
): Promise<Day | null> {
  const days = (await listIndexSnapshots(database, { indexId: screenedIndex, sample })).map(({ asOfDay }) => asOfDay);
  for (const day of days) {
    if (today === undefined || day <= today) return day;
    const date = formatDay(day);
    progress.print(
      `  The database holds a list of ${date}, which is after today, and is left aside. Take it back: npm run ingest -- ` +
        `--forget ${date}`,
    );
  }
  return null;
}
