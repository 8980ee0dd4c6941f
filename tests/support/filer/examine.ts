import type { FactId } from "#lib/fact/definition/fact-name";
import { type CompanyFacts, selectFacts } from "#lib/fact/select";
import type { Figure } from "#lib/fact/series/figure";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { findShift, judge, listQuestions, type Question } from "./judge";
import { requireAt } from "./random";
import { type Filer, simulateFiler } from "./simulate-filer";

/** What may be wrong with an answer: a figure that is not true, or one that is owed and missing. */
export type FindingKind = "false" | "owed" | "lost";

export interface Finding {
  readonly kind: FindingKind;
  readonly seed: number;
  readonly business: string;
  readonly fault: string;
  readonly note: string;
  readonly columnId: string;
  readonly fact: FactId;
  readonly slot: string;
  /** The value shown, or the reason why there is none. */
  readonly shown: string;
  readonly truth: number;
  /** Method and detail of the answer. */
  readonly how: string;
  readonly pattern: string;
}

export interface Examination {
  readonly filer: Filer;
  readonly findings: readonly Finding[];
  /** Columns that a second tag or an identity settles, and how many of them were answered. */
  readonly settled: { readonly asked: number; readonly answered: number };
}

interface Answer {
  readonly question: Question;
  readonly figure: Figure;
  readonly verdict: "right" | "missing" | "false";
  readonly expected: number;
}

/** Asks the product about a made-up filer, and about the same filer without its fault, and holds both against the truth. */
export function examineFiler(seed: number, faultName?: string): Examination {
  const filer = simulateFiler(seed, faultName);
  const answers = answerQuestions(filer, filer.text);
  const findings: Finding[] = [];
  const report = (kind: FindingKind, answer: Answer) => findings.push(describe(filer, kind, answer));
  for (const answer of answers) if (answer.verdict === "false") report("false", answer);
  if (filer.fault === null) {
    for (const answer of answers) if (answer.verdict === "missing" && answer.question.isOwed) report("owed", answer);
    return { filer, findings, settled: { asked: 0, answered: 0 } };
  }
  let asked = 0;
  let answered = 0;
  const clean = new Map(answerQuestions(filer, filer.cleanText).map((answer) => [answer.question.columnId, answer]));
  for (const answer of answers) {
    if (clean.get(answer.question.columnId)?.figure.known !== true || answer.question.isLagged) continue;
    const { touches, settles } = filer.fault;
    if (touches !== "all" && !touches.has(answer.question.fact)) {
      if (answer.verdict === "missing") report("lost", answer);
    } else if (settles.has(answer.question.fact)) {
      asked++;
      if (answer.verdict === "right") answered++;
    }
  }
  return { filer, findings, settled: { asked, answered } };
}

function answerQuestions(filer: Filer, text: string): readonly Answer[] {
  const parsed = parseCompanyFacts(text);
  if (!parsed.ok) throw new Error(`Seed ${filer.seed}: ${JSON.stringify(parsed.error)}`);
  const facts = selectFacts(parsed.value.entries, filer.asOf);
  const { calendar } = filer;
  const questions = listQuestions(filer.truths.values(), calendar, filer.newest, filer.unitUsd).filter(
    ({ slot, isLagged }) =>
      !(filer.fault?.isYearOpen === true && (isLagged || slot === "year" || slot === "year_balance")),
  );
  return questions.map((question) => {
    const figure = facts.get(question.columnId);
    const shift = question.isLagged ? readShift(facts, question, filer) : 0;
    return { question, figure, ...judge(question, figure, calendar, filer.asOf, filer.unitUsd, shift) };
  });
}

/** How many quarters old the newest figure of the same kind is. */
function readShift(facts: CompanyFacts, question: Question, filer: Filer): number {
  const newest = facts.get(question.columnId.replace(/\[.*/, ""));
  if (!newest.known) return 0;
  const isYear = question.slot === "year" || question.slot === "year_balance";
  const last = isYear ? filer.newest - (requireAt(filer.calendar, filer.newest).quarter % 4) : filer.newest;
  return findShift({ ...question, last }, newest.end, filer.calendar) ?? 0;
}

function describe(filer: Filer, kind: FindingKind, { question, figure, expected }: Answer): Finding {
  const how = figure.known
    ? `${figure.method}${figure.detail === undefined ? "" : `: ${figure.detail}`}`
    : figure.detail;
  return {
    kind,
    seed: filer.seed,
    business: filer.kind,
    fault: filer.fault?.name ?? "none",
    note: filer.fault?.note ?? "",
    columnId: question.columnId,
    fact: question.fact,
    slot: `${question.slot}${question.isLagged ? ", earlier" : ""}`,
    shown: figure.known ? String(figure.value) : figure.reason,
    truth: expected,
    how,
    pattern: figure.known ? comparePattern(figure.value, expected) : `${figure.reason}: ${stripNumbers(figure.detail)}`,
  };
}

/** What shown and true value have to do with one another, coarsely: equal cases fall together. */
function comparePattern(shown: number, truth: number): string {
  if (shown === 0) return "zero for something";
  if (truth === 0) return "something for zero";
  if (Number.isNaN(truth)) return "something that is not in dollars";
  const ratio = shown / truth;
  if (ratio < 0) return "wrong sign";
  if (Math.abs(ratio - 1) <= 0.005) return "true value, wrong period";
  if (ratio > 100) return "far too large";
  if (ratio < 0.01) return "far too small";
  if (ratio < 0.5) return "under half";
  if (ratio < 0.95) return "too small";
  if (ratio < 1.05) return "about";
  return ratio < 2 ? "too large" : "over twice";
}

function stripNumbers(text: string): string {
  return text.replace(/\d[\d,.-]*/g, "#").slice(0, 140);
}
