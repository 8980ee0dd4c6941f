import { findFact } from "#lib/fact/definition/catalogue";
import type { FactDefinition } from "#lib/fact/definition/definition";
import { addYears } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { debtFacts, evidenceDays, hasDebtFlow, hasInterest } from "#lib/fact/rule/debt-sign";
import { buildInferredZero } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** What current assets consist of may leave this share unexplained before an absent line is doubted. */
const unexplainedShareMax = 0.1;
const overexplainedShareMax = 0.02;

/** Liabilities and equity may miss total assets by this share; a larger rest belongs to others. */
const restShareMax = 0.005;

/** Property below this share of assets needs no spending worth a line. */
const propertyShareMax = 0.01;

/** Tries to conclude that a fact is zero from what the filings do and do not contain; null when the signs are not enough. */
export type ZeroFinder = (
  figures: FigureLookup,
  definition: FactDefinition,
  kind: FigureKind,
  end: Day,
) => Figure | null;

function listParts(...figures: readonly Figure[]): KnownFigure["parts"] {
  return figures.flatMap((figure) => (figure.known ? figure.parts : []));
}

/** A whole balance sheet and, for over a year, no amount or schedule of debt, and no borrowing or interest worth the name. */
export const findNoDebt: ZeroFinder = (figures, _definition, _kind, end) => {
  const assets = figures.getFigure("total_assets", "balance", end);
  const liabilities = figures.getFigure("total_liabilities", "balance", end);
  if (!figures.isFromFilings || !assets.known || !liabilities.known) return null;
  const to = end + sameDayMargin;
  if (debtFacts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, to))) return null;
  if (hasDebtFlow(figures, end) || hasInterest(figures, end)) return null;
  return buildInferredZero(
    end,
    "The filing has a whole balance sheet. In over a year no filing has an amount or schedule of debt. Borrowing and interest are below 0.1% of assets.",
    listParts(assets, liabilities),
  );
};

/** No debt at the end and a year before bears no interest. */
export const findNoInterest: ZeroFinder = (figures, _definition, kind, end) => {
  const now = figures.getFigure("total_debt", "balance", end);
  const before = figures.getFigure("total_debt", "balance", addYears(end, -1));
  if (!now.known || now.value !== 0 || !before.known || before.value !== 0) return null;
  const signs = ["interest_reported", "interest_incurred", "interest_paid"];
  if (signs.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  return buildZeroFlow(figures, kind, end, "There is no debt. There was none a year before.", now, before);
};

/** A whole income statement and, for over a year, no tax, due, deferred or paid: so it is with REITs and partnerships. */
export const findNoTax: ZeroFinder = (figures, _definition, kind, end) => {
  const income = figures.getFigure("net_income", kind, end);
  if (!figures.isFromFilings || !income.known) return null;
  const signs = ["income_tax", "tax_hint"];
  if (signs.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  return buildZeroFlow(figures, kind, end, "In over a year no filing shows income tax due or paid.", income);
};

/** Zero for the period of another flow. */
function buildZeroFlow(
  figures: FigureLookup,
  kind: FigureKind,
  end: Day,
  detail: string,
  ...evidence: readonly Figure[]
): Figure {
  const income = figures.getFigure("net_income", kind, end);
  return { ...buildInferredZero(end, detail, listParts(...evidence)), start: income.known ? income.start : null };
}

/** Current assets that other lines explain within a tenth leave no room for the absent one. */
export const findNoneInCurrentAssets: ZeroFinder = (figures, definition, _kind, end) => {
  const total = figures.getFigure("current_assets", "balance", end);
  const cash = figures.getFigure("cash", "balance", end);
  if (!figures.isFromFilings || !total.known || !cash.known || total.value <= 0) return null;
  const siblings = ["short_term_investments", "inventory"].filter((id) => id !== definition.id);
  const others = ["receivables", ...siblings].map((id) => findReported(figures, id, end));
  const lines = listLines(figures, "other_current_assets", end);
  const explained =
    cash.value + [...others, ...lines].reduce((sum, entry) => sum + (entry === undefined ? 0 : entry.value), 0);
  const unexplainedShare = (total.value - explained) / total.value;
  if (unexplainedShare > unexplainedShareMax || unexplainedShare < -overexplainedShareMax) return null;
  return buildInferredZero(
    end,
    "Other lines make up at least nine tenths of current assets. No filing reports one of this kind.",
    listParts(total, cash),
  );
};

function findReported(figures: FigureLookup, factId: string, end: Day): FactEntry | undefined {
  const definition = findFact(factId);
  for (const { tag } of definition?.tags ?? []) {
    const entry = definition ? figures.findBalance(definition, tag, end) : undefined;
    if (entry) return entry;
  }
  return undefined;
}

function listLines(figures: FigureLookup, factId: string, end: Day): readonly FactEntry[] {
  const definition = findFact(factId);
  const entryByLine = new Map<string, FactEntry>();
  for (const { tag, line = tag } of definition?.tags ?? []) {
    const entry = definition && !entryByLine.has(line) ? figures.findBalance(definition, tag, end) : undefined;
    if (entry) entryByLine.set(line, entry);
  }
  return [...entryByLine.values()];
}

const hintsByFact: Readonly<Record<string, string>> = {
  dividends_paid: "distribution_hint",
  buybacks: "buyback_hint",
  stock_issued: "issue_hint",
};

/** A whole cash-flow statement, and in over a year neither the line nor another sign of such payments. */
export const findNoPayment: ZeroFinder = (figures, definition, kind, end) => {
  const operating = figures.getFigure("operating_cash_flow", kind, end);
  const financing = figures.getFigure("financing_cash_flow", kind, end);
  if (!figures.isFromFilings || !operating.known || !financing.known) return null;
  const from = end - evidenceDays;
  const hint = hintsByFact[definition.id];
  const facts = hint === undefined ? [definition.id] : [definition.id, hint];
  if (facts.some((fact) => figures.hasNonzero(fact, from, end + sameDayMargin))) return null;
  return {
    ...buildInferredZero(
      operating.end,
      "The cash-flow statement is whole. In over a year it has no such line.",
      listParts(financing),
    ),
    start: operating.start,
  };
};

/** No minority interest in the balance sheet or the result for over a year. */
export const findNoMinority: ZeroFinder = (figures, _definition, _kind, end) => {
  const equity = figures.getFigure("equity_reported", "balance", end);
  if (!figures.isFromFilings || !equity.known) return null;
  const signs = ["minority_reported", "net_income_minority"];
  if (signs.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  const assets = figures.getFigure("total_assets", "balance", end);
  const liabilities = figures.getFigure("liabilities_reported", "balance", end);
  if (assets.known && liabilities.known) {
    const rest = assets.value - liabilities.value - equity.value;
    if (Math.abs(rest) > restShareMax * assets.value) return null;
  }
  return buildInferredZero(end, "In over a year no filing shows a minority interest.", listParts(equity));
};

/** What capital expenditure is made of, and purchases of buildings, which say that there is property. */
const spendingFacts = [
  "property_expenditure",
  "rental_equipment_expenditure",
  "oil_gas_expenditure",
  "real_estate_expenditure",
];

/** Hardly any property, a whole cash-flow statement, and in over a year no line of spending on property. */
export const findNoSpending: ZeroFinder = (figures, _definition, kind, end) => {
  const investing = figures.getFigure("investing_cash_flow", kind, end);
  const operating = figures.getFigure("operating_cash_flow", kind, end);
  const assets = figures.getFigure("total_assets", "balance", end);
  const property = figures.getFigure("ppe_net", "balance", end);
  if (!figures.isFromFilings || !operating.known || !assets.known) return null;
  if (property.known && property.value > propertyShareMax * assets.value) return null;
  if (!property.known && figures.hasNonzero("ppe_net", end - evidenceDays, end + sameDayMargin)) return null;
  if (spendingFacts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  return {
    ...buildInferredZero(
      operating.end,
      "There is hardly any property. In over a year no filing has a line of spending on it.",
      listParts(investing, property),
    ),
    start: operating.start,
  };
};
