import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { FigureSource } from "#lib/contract/company";
import type { StatementFigureKey } from "#lib/contract/trace";
import { findFact } from "#lib/fact/definition/catalogue";
import { parseDay } from "#lib/fact/filed/day";
import type { CompanyFacts } from "#lib/fact/select";
import type { Figure } from "#lib/fact/series/figure";
import { formatsByUnit, formatWithUnit, missingMeanings } from "#lib/metric/format";
import { getSnapshot } from "#lib/server/snapshot/snapshot-store";
import { getSnapshotFacts } from "./company-facts";
import { describeFigure } from "./describe-figure";

/** A figure of a statement and the filings that it came from. */
export interface StatementFigure {
  readonly label: string;
  readonly value: string;
  readonly missing: string | null;
  readonly source: FigureSource;
}

/** Enough periods for every table of figures. */
const periodsMax = 20;
const sameEndMargin = 10;

/** Says where a figure of a statement comes from. Throws AppError for an unknown company, snapshot, fact or period. */
export async function explainStatementFigure(key: StatementFigureKey): Promise<StatementFigure> {
  const definition = findFact(key.fact);
  if (!definition) throw new AppError("invalid_request", `No fact is called "${key.fact.slice(0, 40)}".`);
  const snapshot = await getSnapshot(key.snapshot);
  if (snapshot === null) throw new AppError("snapshot_not_found", "These data are no longer on this server.");
  const selected = await getSnapshotFacts(snapshot, key.ticker);
  const figure = selected === null ? null : findFigure(selected.facts, key);
  if (selected === null || figure === null) {
    throw new AppError("invalid_request", `${key.ticker} has no such period of ${definition.label.toLowerCase()}.`);
  }
  return {
    label: definition.label,
    value: figure.known ? formatWithUnit(figure.value, formatsByUnit[definition.unit]) : "",
    missing: figure.known ? null : missingMeanings[figure.reason],
    source: describeFigure(figure, snapshot.info.sample ? null : selected.company.cik),
  };
}

function findFigure(facts: CompanyFacts, { fact, period, end }: StatementFigureKey): Figure | null {
  if (period === "latest") return facts.get(fact);
  const day = end === null ? null : parseDay(end);
  if (day === null) return null;
  const periods = period === "year" ? facts.listFiscalYears(fact, periodsMax) : facts.listQuarters(fact, periodsMax);
  return periods.find((each) => Math.abs(each.end - day) <= sameEndMargin)?.figure ?? null;
}
