import type { Business } from "../business/simulate-business";
import type { Random } from "../random";
import { showBalance } from "./balance";
import { showBank } from "./bank";
import { showCashFlow } from "./cash-flow";
import { showDebt } from "./debt";
import { showIncome } from "./income";
import { Statements } from "./line";
import { drawStyle } from "./style";

/** Draws how a business reports, and what is true of it. */
export function buildStatements(random: Random, business: Business): Statements {
  const statements = new Statements(business, drawStyle(random, business), random);
  if (business.kind === "bank") {
    showBank(statements);
    return statements;
  }
  showIncome(statements);
  showCashFlow(statements);
  showBalance(statements);
  showDebt(statements);
  return statements;
}
