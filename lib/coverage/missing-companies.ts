import { readValue } from "#lib/expr/read-value";
import { findFact } from "#lib/fact/definition/catalogue";
import { missingMeanings } from "#lib/metric/format";
import type { ScreenTarget } from "#lib/screen/run/run-screen";
import { listMissingInputs } from "#lib/verdict/missing-input";
import { type CoverageReason, type CoverageSubject, getCoverageReason, readReasons } from "./coverage";
import { describeDataGap, readDataGap } from "./data-gap-text";
import { type FactAnswers, getAnswer } from "./fact-answers";

/** A constituent of which something is not known. */
export interface MissingCompany {
  readonly ticker: string;
  readonly name: string;
  readonly sector: string | null;
  readonly dataSource: string;
  /** Share of the index; null when the holdings do not say. */
  readonly weight: number | null;
  readonly reason: CoverageReason;
  /** Why, in words: what the choice of the figure says, or which figures a metric lacks and why. */
  readonly detail: string;
}

/** Reasons by which nothing is lacking. */
const lackingNothing: ReadonlySet<CoverageReason> = new Set(["not_applicable", "no_debt"]);

/**
 * The constituents among the rows of a mask that lack a figure which they could have, the heaviest first. Where a
 * metric does not apply, or there is no debt to measure, nothing is lacking. `answers` may be null; the details then say
 * less.
 */
export function listMissingCompanies(
  target: ScreenTarget,
  subject: CoverageSubject,
  mask: Uint8Array,
  answers: FactAnswers | null,
): readonly MissingCompany[] {
  const reasons = readReasons(target, subject.id);
  const usable = answers?.rowCount === target.rowCount ? answers : null;
  const read = (id: string, row: number) => readValue(target.evaluator.evaluate({ kind: "name", id }), row);
  const readText = (id: string, row: number): string | null => {
    const value = read(id, row);
    return value.type === "text" ? value.value : null;
  };
  const missing: MissingCompany[] = [];
  for (let row = 0; row < target.rowCount; row += 1) {
    const reason = mask[row] === 0 ? null : getCoverageReason(reasons[row] ?? 0);
    if (reason === null || lackingNothing.has(reason)) continue;
    const weight = read("weight", row);
    const dataSource = readText("data_source", row) ?? "none";
    missing.push({
      ticker: readText("ticker", row) ?? "",
      name: readText("name", row) ?? "",
      sector: readText("sector", row),
      dataSource,
      weight: weight.type === "number" ? weight.value : null,
      reason,
      detail:
        dataSource === "none"
          ? describeDataGap(readDataGap(target, row))
          : explainRow(target, subject, row, reason, usable),
    });
  }
  return missing.sort((a, b) => (b.weight ?? -1) - (a.weight ?? -1) || (a.ticker < b.ticker ? -1 : 1));
}

function explainRow(
  target: ScreenTarget,
  subject: CoverageSubject,
  row: number,
  reason: CoverageReason,
  answers: FactAnswers | null,
): string {
  if (subject.kind === "fact") return explainFact(subject.id, row, answers) ?? describeReason(reason);
  const inputs = listMissingInputs(target.evaluator.trace({ kind: "name", id: subject.id }, row));
  if (inputs.length === 0) return describeReason(reason);
  return inputs
    .map((input) => explainFact(input.id, row, answers) ?? `${input.label}: ${describeReason(input.reason)}`)
    .join(" ");
}

function explainFact(columnId: string, row: number, answers: FactAnswers | null): string | null {
  if (answers === null || findFact(columnId) === undefined) return null;
  return getAnswer(answers, columnId, row)?.detail ?? null;
}

function describeReason(reason: CoverageReason): string {
  return reason === "unknown" ? "It hangs on a number that is missing." : `${missingMeanings[reason]}.`;
}
