import "server-only";
import type { StatementCell, StatementLine, Statements } from "#lib/contract/statement";
import { crossChecks } from "#lib/fact/check/cross-check";
import { findFact } from "#lib/fact/definition/catalogue";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { CompanyFacts } from "#lib/fact/select";
import type { Figure, PeriodFigure } from "#lib/fact/series/figure";
import { formatsByUnit } from "#lib/metric/format";
import { secondHandPrefix } from "#lib/server/snapshot/column/choose-entries";
import { assert } from "#lib/util/assert";
import type { SnapshotFacts } from "./company-facts";
import { statementSections } from "./statement-lines";

/** The figures of a company as a snapshot saw them, newest period first. */
export interface CompanyStatements extends Statements {
  /** Whether the figures are the company's own filings or what somebody else derived from them. */
  readonly origin: "filings" | "second_hand";
  /** The newest filing or file; `filed` is an ISO date, null where the day is an assumption. */
  readonly newest: { readonly form: string; readonly accession: string; readonly filed: string | null } | null;
  readonly newestPeriodEnd: string | null;
  readonly isRestated: boolean;
}

const yearCount = 10;
const quarterCount = 12;
/** The ends of a flow's and a balance's quarter may differ by slips of the filer. */
const sameEndMargin = 10;

/** Ten fiscal years and twelve quarters of a company's figures. */
export function buildStatements(selected: SnapshotFacts): CompanyStatements {
  const { facts, filings } = selected;
  const yearEnds = facts.listFiscalYears("net_income", yearCount).map(({ end }) => end);
  const quarterEnds = facts.listQuarters("net_income", quarterCount).map(({ end }) => end);
  const [newest] = filings;
  return {
    origin: isSecondHand(selected) ? "second_hand" : "filings",
    newest: newest
      ? {
          form: newest.form.replace("*", ""),
          accession: newest.accession,
          filed: newest.form.endsWith("*") ? null : formatDay(newest.filed),
        }
      : null,
    newestPeriodEnd: facts.newestPeriodEnd === null ? null : formatDay(facts.newestPeriodEnd),
    isRestated: facts.restated,
    yearEnds: yearEnds.map(formatDay),
    quarterEnds: quarterEnds.map(formatDay),
    sections: statementSections.map(({ id, label, facts: ids }) => ({
      id,
      label,
      lines: ids.map((fact) => buildLine(facts, fact, yearEnds, quarterEnds)).filter(hasFigure),
    })),
    failedChecks: facts.listChecks().flatMap(({ id, state, end, detail }) => {
      const check = crossChecks.find((each) => each.id === id);
      if (!check || state !== "fails" || end === null || detail === null) return [];
      return [{ id, label: check.label, end: formatDay(end), detail }];
    }),
  };
}

/** The sample's second-hand companies count as sample data, like all of it. */
function isSecondHand({ dataSource, filings }: SnapshotFacts): boolean {
  return dataSource === "second_hand" || (filings[0]?.accession.startsWith(secondHandPrefix) ?? false);
}

function buildLine(
  facts: CompanyFacts,
  factId: string,
  yearEnds: readonly Day[],
  quarterEnds: readonly Day[],
): StatementLine {
  const definition = findFact(factId);
  assert(definition !== undefined, `the statement line ${factId} is a fact`);
  const years = facts.listFiscalYears(factId, yearCount);
  const quarters = facts.listQuarters(factId, quarterCount + 1);
  return {
    fact: factId,
    label: definition.label,
    format: formatsByUnit[definition.unit],
    latest: buildCell(facts.get(factId)),
    years: yearEnds.map((end) => buildCell(findAt(years, end))),
    quarters: quarterEnds.map((end) => buildCell(findAt(quarters, end))),
  };
}

function findAt(figures: readonly PeriodFigure[], end: Day): Figure | undefined {
  return figures.find((each) => Math.abs(each.end - end) <= sameEndMargin)?.figure;
}

function buildCell(figure: Figure | undefined): StatementCell {
  if (!figure) return { value: null, missing: "not_reported" };
  return figure.known
    ? { value: figure.value, isCalculated: figure.method !== "reported" }
    : { value: null, missing: figure.reason };
}

function hasFigure({ latest, years, quarters }: StatementLine): boolean {
  return [latest, ...years, ...quarters].some(({ value }) => value !== null);
}
