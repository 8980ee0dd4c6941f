import { assetDefinitions } from "./assets";
import { bankDefinitions } from "./bank";
import { businessDefinitions } from "./business";
import { cashFlowDefinitions } from "./cash-flow";
import { checkDefinitions } from "./checked";
import { claimDefinitions } from "./claims";
import { debtDefinitions } from "./debt";
import type { FactDefinition, FactUnit } from "./definition";
import { earningsDefinitions } from "./earnings";
import { impairmentDefinitions } from "./impairment";
import { operatingDefinitions } from "./operating";
import { otherLiabilityDefinitions } from "./other-liabilities";

/** Every fact, each declared once. Ids are permanent: they live in URLs, exports and files of users. */
export const factDefinitions: readonly FactDefinition[] = [
  ...operatingDefinitions,
  ...impairmentDefinitions,
  ...earningsDefinitions,
  ...cashFlowDefinitions,
  ...assetDefinitions,
  ...claimDefinitions,
  ...debtDefinitions,
  ...otherLiabilityDefinitions,
  ...bankDefinitions,
  ...businessDefinitions,
  ...checkDefinitions,
];

const definitionById = new Map(factDefinitions.map((definition) => [definition.id, definition]));
const factByTag = new Map(
  factDefinitions.flatMap((definition) => definition.tags.map((rule) => [rule.tag, definition.id] as const)),
);

/** The fact with this id, ingredients (`role: "part"`) included, or undefined. */
export function findFact(id: string): FactDefinition | undefined {
  return definitionById.get(id);
}

/** The fact with this id, ingredients included. Throws on an id that names none: a mistake of the program. */
export function requireFact(id: string): FactDefinition {
  const fact = definitionById.get(id);
  if (!fact) throw new Error(`Impossible state: no fact is called ${id}`);
  return fact;
}

/** The fact that a tag (`us-gaap:Revenues`) may carry, or undefined. A tag belongs to one fact only. */
export function findFactOfTag(tag: string): FactDefinition | undefined {
  const id = factByTag.get(tag);
  return id === undefined ? undefined : definitionById.get(id);
}

/** The facts that are names of the language and columns of files, without mere ingredients. */
export const publicFacts: readonly FactDefinition[] = factDefinitions.filter(({ role }) => role === "public");

const reportedUnits: Record<FactUnit, string> = {
  usd: "USD",
  shares: "shares",
  usd_per_share: "USD/shares",
  ratio: "pure",
};

/** The unit as filings spell it (`USD`, `shares`, `USD/shares`, `pure`) in which a fact is understood. */
export function getReportedUnit({ unit }: FactDefinition): string {
  return reportedUnits[unit];
}

/** As `getReportedUnit`, for money in another currency (`EUR`, `EUR/shares`). */
export function getUnitInCurrency({ unit }: FactDefinition, currency: string): string {
  return reportedUnits[unit].replace("USD", currency);
}
