import "server-only";
import { methodLabels } from "#lib/coverage/answer-coverage";
import {
  type Coverage,
  type CoverageReason,
  type CoverageTally,
  computeKnownShare,
  type Tally,
} from "#lib/coverage/coverage";
import { type TargetOutcome, targetScope } from "#lib/coverage/coverage-target";
import type { MissingCompany } from "#lib/coverage/missing-companies";
import type { CoverageReport, FullCoverage, SubjectCoverage } from "#lib/server/service/data/get-coverage";
import { formatCount, formatShareDown } from "#lib/util/number-text";
import { type TextColumn, writeTextTable } from "./text-table";

const reasonHeads: Readonly<Record<CoverageReason, string>> = {
  not_reported: "Not rep.",
  not_applicable: "Not appl.",
  not_meaningful: "Not mean.",
  no_debt: "No debt",
  stale: "Stale",
  conflict: "Conflict",
  unknown: "Unknown",
};

/** Reasons that leave the share as it is stand last. */
const reasonOrder: readonly CoverageReason[] = [
  "not_reported",
  "conflict",
  "stale",
  "not_meaningful",
  "unknown",
  "no_debt",
  "not_applicable",
];

/** Targets, facts and metrics as tables for a terminal. */
export function writeCoverage(report: FullCoverage, { bySector }: { readonly bySector: boolean }): string {
  const rows = report.subjects.map((coverage, index) => ({
    coverage,
    withFilings: report.withFilings[index] ?? coverage,
  }));
  const tables = (["fact", "metric"] as const).map((kind) => {
    const ofKind = rows.filter(({ coverage }) => coverage.subject.kind === kind);
    const title = kind === "fact" ? "Facts" : "Metrics";
    return `${title}\n\n${writeTextTable([...listShareColumns(), ...(bySector ? listSectorColumns(report) : listReasonColumns())], ofKind)}`;
  });
  return [writeHead(report), writeTargets(report.targets), ...tables, explanation].join("\n\n");
}

const explanation =
  "A share is of the companies that could have a figure: without those that a metric does not apply to, and without\n" +
  "the debt-free where debt is measured. Weight is index weight. Next: npm run coverage -- --missing NAME";

/** One fact or metric by sector, and where its figures come from. */
export function writeSubject(report: SubjectCoverage): string {
  const { coverage, answers } = report;
  const { label, id } = coverage.subject;
  const target = report.targets.filter((outcome) => outcome.target.id === id);
  const parts = [writeHead(report)];
  if (target.length > 0) parts.push(writeTargets(target));
  const sectors: SectorRow[] = [
    { name: "All", tally: coverage },
    ...coverage.sectors.map((tally) => ({ name: tally.sector ?? "no sector", tally })),
  ];
  parts.push(`${label} (${id})\n\n${writeTextTable(sectorColumns, sectors)}`);
  if (answers !== null) {
    const tagged = answers.tags.map(({ tag, tally }) => ({ name: tag, tally }));
    const methods = answers.methods.map(({ method, tally }) => ({ name: methodLabels[method], tally }));
    const causes = answers.causes.map(({ cause, tally }) => ({ name: cause, tally }));
    if (tagged.length > 0) parts.push(writeTallies("Tag that the figure is made of", tagged));
    if (methods.length > 0) parts.push(writeTallies("How it was found", methods));
    if (causes.length > 0) parts.push(writeTallies("Why it is missing", causes));
  }
  return parts.join("\n\n");
}

/** The companies that lack a fact or metric, with the reason of each. */
export function writeMissingCompanies(report: SubjectCoverage): string {
  const { coverage, companies } = report;
  const { label, id } = coverage.subject;
  const { not_applicable: notApplicable, no_debt: noDebt } = coverage.missing;
  const asides = [
    notApplicable.count > 0 ? `${notApplicable.count} to which it does not apply` : "",
    noDebt.count > 0 ? `${noDebt.count} without debt` : "",
  ].filter((text) => text !== "");
  const aside = asides.length === 0 ? "" : `, beside ${asides.join(" and ")}`;
  const count = `${label} (${id}): ${companies.length} of ${coverage.total.count} lack it${aside}.`;
  const target = report.targets.filter((outcome) => outcome.target.id === id);
  const parts = [writeHead(report), ...(target.length > 0 ? [writeTargets(target)] : []), count];
  if (companies.length > 0) parts.push(writeTextTable(missingColumns, companies));
  return parts.join("\n\n");
}

const missingColumns: readonly TextColumn<MissingCompany>[] = [
  { head: "Ticker", align: "left", read: ({ ticker }) => ticker },
  { head: "Name", align: "left", widthMax: 28, read: ({ name }) => name },
  { head: "Sector", align: "left", widthMax: 22, read: ({ sector }) => sector ?? "" },
  { head: "Weight", align: "right", read: ({ weight }) => (weight === null ? "" : `${(weight * 100).toFixed(3)}%`) },
  { head: "Source", align: "left", read: ({ dataSource }) => dataSource },
  { head: "Reason", align: "left", read: ({ reason }) => reason },
  { head: "Detail", align: "left", widthMax: 400, read: ({ detail }) => detail },
];

function writeHead({ snapshot, counts, source, where }: CoverageReport): string {
  const kind = snapshot.isSample ? "sample data, fictional companies" : "Russell 2000";
  const head =
    `${formatCount(counts.constituents)} constituents (${kind}, as of ${snapshot.asOf}) of ${formatCount(counts.companies)} companies: ` +
    `${formatCount(counts.figures)} with figures, ${formatCount(counts.filings)} with filings.`;
  if (source === "all" && where === null) return head;
  const conditions = [
    source === "all" ? "" : source === "filings" ? "with filings" : "with figures",
    where === null ? "" : `where ${where}`,
  ];
  const condition = conditions.filter((text) => text !== "").join(" ");
  return `${head}\nCounted here: the ${formatCount(counts.selected)} ${condition}.`;
}

function writeTargets(targets: readonly TargetOutcome[]): string {
  const columns: TextColumn<TargetOutcome>[] = [
    { head: "Target", align: "left", read: ({ target }) => target.label },
    { head: "Of", align: "right", read: (outcome) => formatCount(countWanted(outcome)) },
    { head: "Known", align: "right", read: ({ known }) => formatCount(known.count) },
    { head: "Share", align: "right", read: ({ share }) => formatShareDown(share, 1) },
    { head: "Goal", align: "right", read: ({ target }) => formatShareDown(target.shareMin, 0) },
    { head: "", align: "left", read: ({ isReached }) => (isReached ? "reached" : "NOT REACHED") },
    { head: "Among", align: "left", widthMax: 60, read: ({ target }) => target.amongLabel ?? "all" },
  ];
  return `Targets, over ${targetScope}\n\n${writeTextTable(columns, targets)}`;
}

function countWanted({ total, missing }: CoverageTally): number {
  return total.count - missing.not_applicable.count - missing.no_debt.count;
}

interface Row {
  readonly coverage: Coverage;
  readonly withFilings: Coverage;
}

function listShareColumns(): TextColumn<Row>[] {
  return [
    { head: "", align: "left", widthMax: 34, read: ({ coverage }) => coverage.subject.id },
    { head: "Known", align: "right", read: ({ coverage }) => formatCount(coverage.known.count) },
    { head: "Share", align: "right", read: ({ coverage }) => formatShareDown(computeKnownShare(coverage).count, 1) },
    { head: "Weight", align: "right", read: ({ coverage }) => formatShareDown(computeKnownShare(coverage).weight, 1) },
    {
      head: "Filings",
      align: "right",
      read: ({ withFilings }) => formatShareDown(computeKnownShare(withFilings).count, 1),
    },
    {
      head: "F. weight",
      align: "right",
      read: ({ withFilings }) => formatShareDown(computeKnownShare(withFilings).weight, 1),
    },
  ];
}

function listReasonColumns(): TextColumn<Row>[] {
  return reasonOrder.map((reason) => ({
    head: reasonHeads[reason],
    align: "right",
    read: ({ coverage }) => formatTally(coverage.missing[reason]),
  }));
}

function listSectorColumns({ subjects }: FullCoverage): TextColumn<Row>[] {
  const sectors = subjects[0]?.sectors.map(({ sector }) => sector) ?? [];
  return sectors.map((name) => ({
    head: abbreviate(name ?? "no sector"),
    align: "right",
    widthMax: 10,
    read: ({ coverage }) => {
      const sector = coverage.sectors.find((candidate) => candidate.sector === name);
      return sector === undefined ? "" : formatShareDown(computeKnownShare(sector).count, 0);
    },
  }));
}

/** `Information Technology` as `Info Tech`. */
function abbreviate(name: string): string {
  const words = name.split(" ");
  return words.length === 1 ? name : words.map((word) => word.slice(0, 4)).join(" ");
}

interface SectorRow {
  readonly name: string;
  readonly tally: CoverageTally;
}

const sectorColumns: readonly TextColumn<SectorRow>[] = [
  { head: "Sector", align: "left", read: ({ name }) => name },
  { head: "Of", align: "right", read: ({ tally }) => formatCount(tally.total.count) },
  { head: "Known", align: "right", read: ({ tally }) => formatCount(tally.known.count) },
  { head: "Share", align: "right", read: ({ tally }) => formatShareDown(computeKnownShare(tally).count, 1) },
  { head: "Weight", align: "right", read: ({ tally }) => formatShareDown(computeKnownShare(tally).weight, 1) },
  ...reasonOrder.map(
    (reason): TextColumn<SectorRow> => ({
      head: reasonHeads[reason],
      align: "right",
      read: ({ tally }) => formatTally(tally.missing[reason]),
    }),
  ),
];

function writeTallies(head: string, rows: readonly { readonly name: string; readonly tally: Tally }[]): string {
  return writeTextTable(
    [
      { head, align: "left", widthMax: 110, read: ({ name }) => name },
      { head: "Companies", align: "right", read: ({ tally }) => formatCount(tally.count) },
      { head: "Weight", align: "right", read: ({ tally }) => formatShareDown(tally.weight, 1) },
    ],
    rows,
  );
}

function formatTally({ count }: Tally): string {
  return count === 0 ? "·" : formatCount(count);
}
