import { type BusinessKind, drawKind } from "./business/profile";
import { simulateBusiness } from "./business/simulate-business";
import type { Day } from "./calendar";
import { buildFilings, type Filing } from "./filing";
import { createRandom, requireAt } from "./random";
import type { Statements } from "./statement/line";
import { buildStatements } from "./statement/statements";
import { writeCompanyFacts } from "./write-company-facts";

export interface Filer {
  readonly seed: number;
  readonly kind: BusinessKind;
  readonly statements: Statements;
  readonly filings: readonly Filing[];
  /** The newest quarter with a filing, by index. */
  readonly newest: number;
  readonly asOf: Day;
  readonly text: string;
}

/** A made-up filer of a seed, without a fault. */
export function simulateFiler(seed: number): Filer {
  const random = createRandom(seed);
  const kind = drawKind(random.fork(1));
  const business = simulateBusiness(random.fork(2), kind);
  const statements = buildStatements(random.fork(3), business);
  const filings = buildFilings(random.fork(4), statements);
  const last = requireAt(filings, filings.length - 1);
  return {
    seed,
    kind,
    statements,
    filings,
    newest: last.quarter,
    asOf: last.filed + random.fork(5).whole(0, 45),
    text: writeCompanyFacts(1_000_000 + (seed % 800_000), `Filer ${seed} (${kind})`, filings),
  };
}
