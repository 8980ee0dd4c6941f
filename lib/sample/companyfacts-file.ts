import { sampleAsOf, toIso } from "./calendar";
import type { SampleCompany } from "./company";
import { type FiscalReport, formatAccession, getProxyDay, listReports } from "./fiscal-report";
import { ifrsLines } from "./ifrs-lines";
import { type Figures, getBalances, sumFlows, withCosts } from "./period-figures";
import { createRandom, deriveSeed } from "./random";
import type { StatementQuarter } from "./statement";
import type { TagLine } from "./tag-line";
import { drawTagPlan } from "./tag-plan";

/** The text of EDGAR's companyfacts file (`CIK##########.json`) of a fictional company. */
export function buildCompanyfactsFile(
  company: SampleCompany,
  quarters: readonly StatementQuarter[],
  foreign: boolean,
): string {
  const lines = foreign ? ifrsLines : drawTagPlan(company);
  const reports = listReports(company, quarters, foreign);
  const rows = new Map<TagLine, string[]>(lines.map((line) => [line, []]));
  const amended = reports.find(({ form }) => form === "10-K/A");
  const correctionUsd = amended ? getCorrection(quarters, amended) : 0;
  for (const report of reports) {
    const isLater = amended !== undefined && report.filed >= amended.filed;
    writeReport(rows, quarters, report, {
      flowUsd: report.form === "10-K/A" ? correctionUsd : 0,
      balanceUsd: isLater ? correctionUsd : 0,
    });
  }
  addProxyRows(rows, company, quarters, reports);
  return printFile(company, rows);
}

/** What an amended annual report found: costs that had been left out, about 8% of the year's net income or loss. */
function getCorrection(quarters: readonly StatementQuarter[], amended: FiscalReport): number {
  const year = sumFlows(quarters, amended.yearIndex, amended.index);
  return Math.max(1000, Math.round((Math.abs(year.netIncome ?? 0) * 0.08) / 1000) * 1000);
}

interface Correction {
  readonly flowUsd: number;
  readonly balanceUsd: number;
}

function writeReport(
  rows: ReadonlyMap<TagLine, string[]>,
  quarters: readonly StatementQuarter[],
  report: FiscalReport,
  correction: Correction,
): void {
  const closing = quarters[report.index];
  if (!closing) return;
  const end = toIso(closing.period.end);
  const suffix = `,"accn":"${report.accession}","fy":${report.fiscalYear},"fp":"${report.fiscalPeriod}","form":"${report.form}","filed":"${toIso(report.filed)}"}`;
  const balances = withCosts(getBalances(closing), correction.balanceUsd);
  const isAnnual = report.fiscalPeriod === "FY";
  const used = [...rows].filter(([line]) => isInUse(line, report.fiscalYear) && (line.core || !report.brief));
  for (const [line, texts] of used) {
    if (line.timing === "balance" || (line.timing === "note" && isAnnual)) {
      push(texts, `{"end":"${end}","val":`, line, balances, suffix);
    } else if (line.timing === "cover" && report.form !== "10-K/A") {
      push(texts, `{"end":"${toIso(Math.min(report.filed - 4, sampleAsOf))}","val":`, line, balances, suffix);
    }
  }
  writeFlows(used, quarters, report, 0, correction.flowUsd, suffix);
  if (report.repeatsYearBefore) writeFlows(used, quarters, report, -4, 0, suffix);
  for (const yearIndex of report.comparatives) writeComparatives(rows, quarters, yearIndex, report, suffix);
}

/** Year to date and, of the income statement, the quarter; `shift` counts in quarters from the report's own period. */
function writeFlows(
  lines: readonly (readonly [TagLine, string[]])[],
  quarters: readonly StatementQuarter[],
  report: FiscalReport,
  shift: number,
  correctionUsd: number,
  suffix: string,
): void {
  const from = report.yearIndex + shift;
  const to = report.index + shift;
  const opening = quarters[from];
  const closing = quarters[to];
  if (!opening || !closing) return;
  const end = toIso(closing.period.end);
  const toDate = withCosts(sumFlows(quarters, from, to), correctionUsd);
  const hasQuarter = report.fiscalPeriod !== "FY" && !report.brief && from !== to;
  const quarter = hasQuarter ? sumFlows(quarters, to, to) : null;
  const toDatePrefix = `{"start":"${toIso(opening.period.start)}","end":"${end}","val":`;
  const quarterPrefix = `{"start":"${toIso(closing.period.start)}","end":"${end}","val":`;
  for (const [line, texts] of lines) {
    if (line.timing !== "income" && line.timing !== "cash") continue;
    if (line.timing === "income" && quarter) push(texts, quarterPrefix, line, quarter, suffix);
    push(texts, toDatePrefix, line, toDate, suffix);
  }
}

function writeComparatives(
  rows: ReadonlyMap<TagLine, string[]>,
  quarters: readonly StatementQuarter[],
  yearIndex: number,
  report: FiscalReport,
  suffix: string,
): void {
  const opening = quarters[yearIndex];
  const closing = quarters[yearIndex + 3];
  if (!opening || !closing) return;
  const year = sumFlows(quarters, yearIndex, yearIndex + 3);
  const balances = getBalances(closing);
  for (const [line, texts] of rows) {
    if (!isInUse(line, report.fiscalYear)) continue;
    const end = toIso(closing.period.end);
    if (line.timing === "income" || line.timing === "cash") {
      push(texts, `{"start":"${toIso(opening.period.start)}","end":"${end}","val":`, line, year, suffix);
    } else if (line.timing === "balance" && yearIndex + 4 === report.yearIndex)
      push(texts, `{"end":"${end}","val":`, line, balances, suffix);
  }
}

function isInUse(line: TagLine, fiscalYear: number): boolean {
  return (line.from === undefined || fiscalYear >= line.from) && (line.until === undefined || fiscalYear <= line.until);
}

function push(texts: string[], prefix: string, line: TagLine, figures: Figures, suffix: string): void {
  let value = 0;
  let known = 0;
  for (const [id, sign] of line.terms) {
    const figure = figures[id];
    if (figure === undefined) continue;
    known++;
    value += sign * figure;
  }
  if (known > 0) texts.push(prefix + (value === 0 ? 0 : value) + suffix);
}

/** Proxy statements repeat the net income of the year with no fiscal year or period, and own the frame. */
function addProxyRows(
  rows: ReadonlyMap<TagLine, string[]>,
  company: SampleCompany,
  quarters: readonly StatementQuarter[],
  reports: readonly FiscalReport[],
): void {
  const random = createRandom(deriveSeed(company.seed, 22, 0));
  if (!random.chance(0.2)) return;
  const entry = [...rows].find(([line]) => line.tag === "NetIncomeLoss");
  if (!entry) return;
  for (const report of reports.filter(({ form, fiscalYear }) => form === "10-K" && fiscalYear >= 2022)) {
    const filed = getProxyDay(report.fiscalYear);
    const opening = quarters[report.yearIndex];
    const closing = quarters[report.index];
    if (!opening || !closing || filed > sampleAsOf || filed < report.filed) continue;
    const netIncome = sumFlows(quarters, report.yearIndex, report.index).netIncome ?? 0;
    const accession = formatAccession(company.cik, filed, 900);
    entry[1].push(
      `{"start":"${toIso(opening.period.start)}","end":"${toIso(closing.period.end)}","val":${netIncome},"accn":"${accession}","fy":null,"fp":null,"form":"DEF 14A","filed":"${toIso(filed)}","frame":"CY${report.fiscalYear}"}`,
    );
  }
}

function printFile(company: SampleCompany, rows: ReadonlyMap<TagLine, readonly string[]>): string {
  const taxonomies = new Map<string, Map<string, { label: string; units: Map<string, string[]> }>>();
  for (const [{ taxonomy, tag, label, unit }, texts] of rows) {
    if (texts.every((text) => text.includes('"val":0,'))) continue;
    const tags = taxonomies.get(taxonomy) ?? new Map<string, { label: string; units: Map<string, string[]> }>();
    taxonomies.set(taxonomy, tags);
    const known = tags.get(tag) ?? { label, units: new Map<string, string[]>() };
    tags.set(tag, known);
    known.units.set(unit, [...(known.units.get(unit) ?? []), ...texts]);
  }
  const facts = [...taxonomies].map(([taxonomy, tags]) => {
    const printed = [...tags].map(([tag, { label, units }]) => {
      const lists = [...units].map(([unit, texts]) => `"${unit}":[${texts.join(",")}]`);
      return `"${tag}":{"label":"${label}","description":null,"units":{${lists.join(",")}}}`;
    });
    return `"${taxonomy}":{${printed.join(",")}}`;
  });
  return `{"cik":${company.cik},"entityName":${JSON.stringify(company.name.legal)},"facts":{${facts.join(",")}}}`;
}
