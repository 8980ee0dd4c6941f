import type { FactId } from "#lib/fact/definition/fact-name";
import { type CompanyFacts, selectFacts } from "#lib/fact/select";
import type { Figure } from "#lib/fact/series/figure";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { writeDay } from "./calendar";
import { findShift, judge, listQuestions, type Question, type Verdict } from "./judge";
import { requireAt } from "./random";
import { type Filer, simulateFiler } from "./simulate-filer";

/**
 * What may be wrong with an answer: a figure that is not true; one that a sound filer's statements show and that is
 * missing; one that a fault does not touch and that was lost through it.
 */
export type FindingKind = "false" | "owed" | "lost";

export interface Finding {
  readonly kind: FindingKind;
  readonly seed: number;
  readonly business: string;
  /** The fault that brought it about, or `none`. */
  readonly fault: string;
  /** The fault of the filer in words, though it may have nothing to do with the finding. */
  readonly note: string;
  readonly columnId: string;
  readonly fact: FactId;
  readonly slot: string;
  /** The value shown, or the reason why there is none. */
  readonly shown: string;
  readonly truth: number;
  /** Method and detail of the answer. */
  readonly how: string;
  /** The rows that the value was made of. */
  readonly rows: readonly string[];
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
  readonly verdict: Verdict;
  readonly expected: number;
}

/** Asks the product about a made-up filer, and about the same filer without its fault, and holds both against the truth. */
export function examineFiler(seed: number, faultName?: string): Examination {
  const filer = simulateFiler(seed, faultName);
  const facts = readFacts(filer, filer.text);
  const answers = listFilerQuestions(filer).map((question) => answerQuestion(filer, facts, question));
  return filer.fault === null ? examineSound(filer, answers) : examineFaulty(filer, answers);
}

function examineSound(filer: Filer, answers: readonly Answer[]): Examination {
  const findings = answers.flatMap((answer) => {
    if (answer.verdict === "false") return describe(filer, "false", answer, "none");
    return answer.verdict === "missing" && answer.question.isOwed ? describe(filer, "owed", answer, "none") : [];
  });
  return { filer, findings, settled: { asked: 0, answered: 0 } };
}

function examineFaulty(filer: Filer, answers: readonly Answer[]): Examination {
  const fault = filer.fault;
  if (!fault) throw new Error("Impossible state: a faulty filer has a fault");
  const { touches, settles, name } = fault;
  const cleanFacts = readFacts(filer, filer.cleanText);
  const findings: Finding[] = [];
  let asked = 0;
  let answered = 0;
  for (const answer of answers) {
    const { fact, columnId, isLagged } = answer.question;
    if (answer.verdict === "false") {
      // What is answered as wrong without the fault is no matter of the fault.
      const truth = filer.statements.truths.get(fact) ?? answer.question.truth;
      const before = answerQuestion(filer, cleanFacts, { ...answer.question, truth });
      const isOld = before.verdict === "false" && isSameAnswer(before.figure, answer.figure);
      findings.push(describe(filer, "false", answer, isOld ? "none" : name));
    }
    if (isLagged) continue;
    const isTouched = touches === "all" || touches.has(fact);
    if (isTouched ? !settles.has(fact) : answer.verdict !== "missing") continue;
    const before = cleanFacts.get(columnId);
    // A zero that was concluded from a whole statement goes with any line of the statement.
    if (!before.known || before.method === "inferred") continue;
    if (!isTouched) findings.push(describe(filer, "lost", answer, name));
    else {
      asked++;
      if (answer.verdict === "right") answered++;
    }
  }
  return { filer, findings, settled: { asked, answered } };
}

function isSameAnswer(a: Figure, b: Figure): boolean {
  return a.known && b.known && Math.abs(a.value - b.value) <= Math.abs(a.value) * 1e-6;
}

function readFacts(filer: Filer, text: string): CompanyFacts {
  const parsed = parseCompanyFacts(text);
  if (!parsed.ok) throw new Error(`Seed ${filer.seed}: ${JSON.stringify(parsed.error)}`);
  return selectFacts(parsed.value.entries, filer.asOf);
}

function listFilerQuestions(filer: Filer): readonly Question[] {
  const questions = listQuestions(filer.truths.values(), filer.calendar, filer.newest, filer.unitUsd);
  if (filer.fault?.isYearOpen !== true) return questions;
  return questions.filter(({ slot, isLagged }) => !(isLagged || slot === "year" || slot === "year_balance"));
}

function answerQuestion(filer: Filer, facts: CompanyFacts, question: Question): Answer {
  const figure = facts.get(question.columnId);
  const shift = question.isLagged && figure.known ? readShift(facts, question, filer) : 0;
  return { question, figure, ...judge(question, figure, filer.calendar, filer.asOf, filer.unitUsd, shift) };
}

/** How many quarters old the newest figure of the same kind is; where there is none, that of the whole company's. */
function readShift(facts: CompanyFacts, question: Question, filer: Filer): number {
  const suffix = question.columnId.replace(question.fact, "").replace(/\[.*/, "");
  const isYear = question.slot === "year" || question.slot === "year_balance";
  const last = isYear ? filer.newest - (requireAt(filer.calendar, filer.newest).quarter % 4) : filer.newest;
  const companions = question.truth.kind === "flow" ? ["net_income", "operating_cash_flow"] : ["total_assets"];
  for (const fact of [question.fact, ...companions]) {
    const newest = facts.get(`${fact}${suffix}`);
    if (newest.known) return findShift({ ...question, last }, newest.end, filer.calendar) ?? 0;
  }
  return 0;
}

function describe(filer: Filer, kind: FindingKind, { question, figure, expected }: Answer, fault: string): Finding {
  return {
    kind,
    seed: filer.seed,
    business: filer.kind,
    fault,
    note: filer.fault === null ? "" : `${filer.fault.name}: ${filer.fault.note}`,
    columnId: question.columnId,
    fact: question.fact,
    slot: `${question.slot}${question.isLagged ? ", earlier" : ""}`,
    shown: figure.known ? String(figure.value) : figure.reason,
    truth: expected,
    how: figure.known ? `${figure.method}${figure.detail === undefined ? "" : `: ${figure.detail}`}` : figure.detail,
    rows: figure.known
      ? figure.parts.map(({ sign, entry }) => {
          const period = `${entry.start === null ? "" : `${writeDay(entry.start)} to `}${writeDay(entry.end)}`;
          const source = `${entry.form} of ${writeDay(entry.filed)}`;
          return `${sign < 0 ? "- " : ""}${entry.tag} ${entry.value} ${entry.unit}, ${period}, ${source}`;
        })
      : [],
    pattern: figure.known ? comparePattern(figure.value, expected) : `${figure.reason}: ${stripNumbers(figure.detail)}`,
  };
}

/** What shown and true value have to do with one another, coarsely: equal cases fall together. */
function comparePattern(shown: number, truth: number): string {
  if (Number.isNaN(truth)) return "something that is not in dollars";
  if (shown === truth) return "true value, wrong period";
  if (shown === 0) return "zero for something";
  if (truth === 0) return "something for zero";
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
