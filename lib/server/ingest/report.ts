import "server-only";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { RunReport } from "#lib/server/db/repository/ingest-run";
import type { CompanyFiles } from "#lib/server/ingest/read/company-files";
import type { ReadSources } from "#lib/server/ingest/read/read-sources";
import type { StoredFacts } from "#lib/server/ingest/store/fact-writer";
import type { BuiltSnapshot } from "#lib/server/snapshot/build-snapshot";
import { formatCount, formatCountOf } from "#lib/util/number-text";
import { listRequiredColumns } from "#lib/verdict/policy/snapshot-columns";
import { getFilledShare } from "./coverage";
import { formatDuration } from "./progress";
import type { IssueLog, RunIssue } from "./run-issues";

/** What a finished ingest did. */
export interface IngestReport {
  readonly runId: number;
  readonly hash: string;
  readonly asOf: Day;
  /** False for a past day, which does not take the place of the current snapshot. */
  readonly isCurrent: boolean;
  readonly rowCount: number;
  readonly columnCount: number;
  readonly sizeBytes: number;
  readonly coverage: number;
  readonly durationMs: number;
  /** Everything that was left out, rows included. */
  readonly issues: readonly RunIssue[];
  /** The form in which the run keeps it. */
  readonly stored: RunReport;
}

/** Rows that are kept with the run. The whole list goes into a file; the database is no log. */
const storedRowsMax = 200;

export function buildReport(input: {
  readonly runId: number;
  readonly archives: CompanyFiles;
  readonly sources: ReadSources;
  readonly stored: { readonly filings: StoredFacts; readonly secondHand: StoredFacts; readonly companyCount: number };
  readonly built: BuiltSnapshot;
  readonly isCurrent: boolean;
  readonly issues: IssueLog;
  /** Where files came from, by name. */
  readonly origins: ReadonlyMap<string, string>;
  readonly startedAtMs: number;
}): IngestReport {
  const { runId, archives, sources, stored, built, origins } = input;
  const { issues } = input.issues;
  const rows = issues.filter(({ scope }) => scope === "row");
  const kept = [...issues.filter(({ scope }) => scope !== "row"), ...rows.slice(0, storedRowsMax)];
  return {
    runId,
    hash: built.hash,
    asOf: built.asOf,
    isCurrent: input.isCurrent,
    rowCount: built.table.rowCount,
    columnCount: built.table.columns.length,
    sizeBytes: built.bytes.length,
    coverage: getFilledShare(built),
    durationMs: performance.now() - input.startedAtMs,
    issues,
    stored: {
      sources: [
        ...[...sources.sources, ...stored.secondHand.sources, ...stored.filings.sources].map(
          ({ recordCount, ...source }) => ({
            ...source,
            rowCount: recordCount,
            note: [origins.get(source.name), source.note].filter((note) => note).join("; ") || null,
          }),
        ),
        ...archives.archives.map(({ name, memberCount }) => ({
          name,
          kind: "companyfacts archive",
          asOfDay: null,
          rowCount: memberCount,
          note: null,
        })),
      ],
      counts: {
        ...built.info.counts,
        companies: stored.companyCount,
        companies_with_filings_read: stored.filings.companyCount,
        companies_with_second_hand_read: stored.secondHand.companyCount,
        facts_read: stored.filings.received + stored.secondHand.received,
        facts_stored: stored.filings.stored + stored.secondHand.stored,
        skipped_files: issues.filter(({ scope }) => scope === "file").length,
        skipped_companies: issues.filter(({ scope }) => scope === "company").length,
        skipped_rows: rows.length,
      },
      coverage: measureKnownShares(built),
      skipped: kept.map(({ subject, place, why }) => ({ subject, place, why })),
    },
  };
}

/** The share of constituents for which each base column that a formula reads is known. */
export function measureKnownShares({ table }: BuiltSnapshot): Record<string, number> {
  const shares = listRequiredColumns().flatMap((id) => {
    const vector = table.getVector(id);
    if (vector?.type !== "number" || table.rowCount === 0) return [];
    const known = vector.reasons.reduce((count, reason) => (reason === 0 ? count + 1 : count), 0);
    return [[id, known / table.rowCount] as const];
  });
  return Object.fromEntries(shares);
}

/** The report as lines for a person, ending with the next step. */
export function formatReport(report: IngestReport, detailsPath: string | null): readonly string[] {
  const { counts } = report.stored;
  const count = (id: string) => formatCount(counts[id] ?? 0);
  const skipped = [
    formatCountOf(counts["skipped_files"] ?? 0, "file"),
    formatCountOf(counts["skipped_companies"] ?? 0, "company", "companies"),
    formatCountOf(counts["skipped_rows"] ?? 0, "row"),
  ];
  return [
    "",
    `Snapshot ${report.hash.slice(0, 12)} of ${formatDay(report.asOf)}, run ${report.runId}, ${formatDuration(report.durationMs)}`,
    `  ${count("constituents")} constituents: ${count("rows_from_filings")} with filings, ` +
      `${count("rows_from_second_hand")} with second-hand figures, ` +
      `${formatCount(report.rowCount - (counts["rows_from_filings"] ?? 0) - (counts["rows_from_second_hand"] ?? 0))} without figures`,
    `  ${count("facts_read")} figures read, ${count("facts_stored")} of them new`,
    `  ${report.columnCount} columns, ${(report.sizeBytes / 1e6).toFixed(1)} MB`,
    ...(report.isCurrent
      ? []
      : [`  Kept for its day; the current snapshot stays. Add --asof ${formatDay(report.asOf)} to a screen.`]),
    `Left out: ${skipped.join(", ")}${detailsPath === null ? "" : ` (all of them with the reason in ${detailsPath})`}`,
    ...summariseIssues(report.issues).map((line) => `  ${line}`),
  ];
}

/** The reasons with how often each occurred, most frequent first; figures and days in a reason are left out to join equal ones. */
function summariseIssues(issues: readonly RunIssue[]): readonly string[] {
  const groups = new Map<string, { count: number; example: RunIssue }>();
  for (const issue of issues) {
    const key = `${issue.scope} ${issue.why.replaceAll(/"[^"]*"|\d+ [A-Z][a-z]+ \d{4}|\d+/g, "_")}`;
    const group = groups.get(key);
    if (group) group.count += 1;
    else groups.set(key, { count: 1, example: issue });
  }
  const sorted = [...groups.values()].sort((a, b) => b.count - a.count);
  const shown = sorted.slice(0, summaryLinesMax).map(({ count, example }) => {
    const place = example.place === null || example.place === example.subject ? "" : ` (${example.place})`;
    return count === 1
      ? `${example.subject}${place}: ${example.why}`
      : `${count} times, such as ${example.subject}${place}: ${example.why}`;
  });
  return sorted.length > summaryLinesMax ? [...shown, `and ${sorted.length - summaryLinesMax} other reasons`] : shown;
}

const summaryLinesMax = 15;
