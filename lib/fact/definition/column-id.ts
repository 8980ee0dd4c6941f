import { findFact } from "./catalogue";
import type { FactDefinition } from "./definition";

/** Which figure of a fact a column asks for. */
export type Slot = "trailing" | "fiscal_year" | "quarter" | "balance" | "balance_fiscal_year";

export interface FactRequest {
  readonly fact: FactDefinition;
  readonly slot: Slot;
  /** Years back for all slots but `quarter`, which counts quarters. */
  readonly lag: number;
}

const pattern = /^([a-z][a-z0-9_]*)(?:\[-(\d{1,2})(q?)\])?$/;

function findBase(id: string): { readonly fact: FactDefinition; readonly slot: Slot } | undefined {
  const bare = findFact(id);
  if (bare) return { fact: bare, slot: bare.kind === "flow" ? "trailing" : "balance" };
  const suffix = id.endsWith("_fy") ? "_fy" : id.endsWith("_q") ? "_q" : undefined;
  if (!suffix) return undefined;
  const fact = findFact(id.slice(0, -suffix.length));
  if (!fact) return undefined;
  if (suffix === "_fy") return { fact, slot: fact.kind === "flow" ? "fiscal_year" : "balance_fiscal_year" };
  return fact.kind === "flow" ? { fact, slot: "quarter" } : undefined;
}

/** Snapshots ask for the same few hundred columns of thousands of companies. */
const requestById = new Map<string, FactRequest>();

/** Reads `revenue`, `revenue[-1]`, `equity_fy[-2]`, `net_income_q[-1q]`; null when it names no figure of a fact. */
export function parseColumnId(columnId: string): FactRequest | null {
  const known = requestById.get(columnId);
  if (known) return known;
  const request = readColumnId(columnId);
  if (request) requestById.set(columnId, request);
  return request;
}

function readColumnId(columnId: string): FactRequest | null {
  const match = pattern.exec(columnId);
  const base = match?.[1] === undefined ? undefined : findBase(match[1]);
  if (!match || !base) return null;
  const isQuarterLag = match[3] === "q";
  if (match[2] !== undefined && isQuarterLag !== (base.slot === "quarter")) return null;
  return { ...base, lag: match[2] === undefined ? 0 : Number(match[2]) };
}
