import type { FactId } from "#lib/fact/definition/fact-name";
import { type BusinessKind, drawKind } from "./business/profile";
import { simulateBank } from "./business/simulate-bank";
import { simulateBusiness } from "./business/simulate-business";
import type { Day, FiscalQuarter } from "./calendar";
import type { Draft, Injected } from "./fault/fault";
import { faults } from "./fault/faults";
import { buildFilings, type Filing } from "./filing";
import { createRandom, requireAt } from "./random";
import type { Statements, Truth } from "./statement/line";
import { buildStatements } from "./statement/statements";
import { type WrittenRows, writeCompanyFacts } from "./write-company-facts";

export interface Filer {
  readonly seed: number;
  readonly kind: BusinessKind;
  readonly fault: (Injected & { readonly name: string }) | null;
  readonly statements: Statements;
  readonly filings: readonly Filing[];
  readonly truths: ReadonlyMap<FactId, Truth>;
  readonly calendar: readonly FiscalQuarter[];
  /** The newest quarter with a filing, by index. */
  readonly newest: number;
  readonly asOf: Day;
  readonly unitUsd: number;
  readonly text: string;
  /** The same without the fault. */
  readonly cleanText: string;
}

/** How often a filer has no fault. */
const cleanShare = 0.3;

/** A made-up filer of a seed: with a fault drawn by the seed, the fault named, or (`none`) without. */
export function simulateFiler(seed: number, faultName?: string): Filer {
  const random = createRandom(seed);
  const kind = drawKind(random.fork(1));
  const business = kind === "bank" ? simulateBank(random.fork(2)) : simulateBusiness(random.fork(2), kind);
  const statements = buildStatements(random.fork(3), business);
  const filings = buildFilings(random.fork(4), statements);
  const last = requireAt(filings, filings.length - 1);
  const draft: Draft = {
    statements,
    filings,
    random: random.fork(6),
    rebuild: (other) => {
      const rebuilt = buildStatements(random.fork(3), other);
      return { statements: rebuilt, filings: buildFilings(random.fork(4), rebuilt) };
    },
  };
  const fault = injectFault(draft, faultName);
  const written: WrittenRows = new Map();
  const write = (list: readonly Filing[]) =>
    writeCompanyFacts(1_000_000 + (seed % 800_000), `Filer ${seed} (${kind})`, list, written);
  const cleanText = write(filings);
  return {
    seed,
    kind,
    fault,
    statements,
    filings: fault?.filings ?? filings,
    truths: new Map([...statements.truths, ...(fault?.truths ?? [])]),
    calendar: fault?.calendar ?? business.calendar,
    newest: last.quarter,
    asOf: fault?.asOf ?? last.filed + random.fork(5).whole(0, 45),
    unitUsd: statements.style.unitUsd,
    text: fault ? write(fault.filings) : cleanText,
    cleanText,
  };
}

function injectFault(draft: Draft, name: string | undefined): Filer["fault"] {
  const { random } = draft;
  const wanted = faults.filter((fault) => name === undefined || fault.name === name);
  if (name !== undefined && name !== "none" && wanted.length === 0) throw new Error(`No fault is called ${name}.`);
  if (wanted.length === 0 || (name === undefined && random.chance(cleanShare))) return null;
  for (let attempt = 0; attempt < 12; attempt++) {
    const fault = random.weigh(wanted.map((entry) => [entry.weight, entry] as const));
    const injected = fault.inject(draft);
    if (injected) return { ...injected, name: fault.name };
  }
  return null;
}
