import { findFact, requireFact } from "#lib/fact/definition/catalogue";
import type { FactDefinition } from "#lib/fact/definition/definition";
import { addYears } from "#lib/fact/filed/day";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { isSameDay, sameDayMargin } from "#lib/fact/filed/period";
import { debtFacts, evidenceDays, hasDebtFlow, hasInterest } from "#lib/fact/rule/debt-sign";
import { buildInferredZero } from "#lib/fact/series/build-figure";
import type { Figure, FigureKind, KnownFigure } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { formatShare } from "#lib/util/number-text";

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

/**
 * What the same filings have that would show an absent payment, in words; null where it may hide there. Dividends come out
 * of retained earnings, which then change by the result alone; other payments may be in the line of other financing.
 */
function holdPayment(
  figures: FigureLookup,
  factId: string,
  kind: FigureKind,
  end: Day,
  start: Day | null,
): string | null {
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!assets.known || start === null) return null;
  const limit = paymentTrifle * assets.value;
  if (factId === "dividends_paid") {
    const [now, before] = [end, start - 1].map((day) => figures.getFigure("retained_earnings", "balance", day));
    const income = figures.getFigure("net_income", kind, end);
    if (now?.known && before?.known && income.known && Math.abs(now.value - before.value - income.value) <= limit) {
      return "Retained earnings changed by net income alone.";
    }
  }
  if (figures.hasAbove("other_financing", limit, start, end + sameDayMargin)) return null;
  return `Other financing is below ${formatShare(paymentTrifle, 1)} of assets.`;
}

/** A whole cash-flow statement, and in over a year neither the line nor another sign of such payments. */
export const findNoPayment: ZeroFinder = (figures, definition, kind, end) => {
  const operating = figures.getFigure("operating_cash_flow", kind, end);
  const financing = figures.getFigure("financing_cash_flow", kind, end);
  if (!figures.isFromFilings || !operating.known || !financing.known) return null;
  const from = end - evidenceDays;
  const hint = hintsByFact[definition.id];
  const facts = hint === undefined ? [definition.id] : [definition.id, hint];
  if (facts.some((fact) => figures.hasNonzero(fact, from, end + sameDayMargin))) return null;
  const heldAgainst = holdPayment(figures, definition.id, kind, end, operating.start);
  if (heldAgainst === null) return null;
  return {
    ...buildInferredZero(
      operating.end,
      `The cash-flow statement is whole. In over a year it has no such line. ${heldAgainst}`,
      listParts(financing),
    ),
    start: operating.start,
  };
};

/** What shows that somebody else has a share in equity or result. */
export const minoritySigns = [
  "minority_reported",
  "redeemable_minority",
  "net_income_minority",
  "net_income_redeemable_minority",
];

/** No minority interest in the balance sheet or the result for over a year. */
export const findNoMinority: ZeroFinder = (figures, _definition, _kind, end) => {
  const equity = figures.getFigure("equity_reported", "balance", end);
  if (!figures.isFromFilings || !equity.known) return null;
  if (minoritySigns.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  const assets = figures.getFigure("total_assets", "balance", end);
  const liabilities = figures.getFigure("liabilities_reported", "balance", end);
  const mezzanine = figures.getFigure("temporary_equity", "balance", end);
  if (assets.known && liabilities.known) {
    const rest = assets.value - liabilities.value - equity.value - (mezzanine.known ? mezzanine.value : 0);
    if (Math.abs(rest) > restShareMax * assets.value) return null;
    return buildInferredZero(
      end,
      "In over a year no filing shows a minority interest. Liabilities and the owners' equity make up all assets.",
      listParts(equity, assets, liabilities),
    );
  }
  const all = figures.getFigure("equity_with_minority", "balance", end);
  if (all.known && Math.abs(all.value - equity.value) > restShareMax * Math.abs(all.value)) return null;
  return buildInferredZero(end, "In over a year no filing shows a minority interest.", listParts(equity));
};

/** What capital expenditure is made of, and what says that there is property to spend on. */
const spendingFacts = [
  "property_expenditure",
  "rental_equipment_expenditure",
  "oil_gas_expenditure",
  "real_estate_expenditure",
  "spending_hint",
];

/** Other financing of a year, and what retained earnings changed by beside the result, up to this share of assets hide nothing. */
const paymentTrifle = 0.005;

/** What is left of investing, and depreciation of a year, up to this share of assets is no spending worth a line. */
const spendingTrifle = 0.002;

/**
 * No spending on property: in over a year no line of it and hardly any property or depreciation, and the investing cash
 * flow of the same filing is explained without it.
 */
export const findNoSpending: ZeroFinder = (figures, _definition, kind, end) => {
  const investing = figures.getFigure("investing_cash_flow", kind, end);
  const operating = figures.getFigure("operating_cash_flow", kind, end);
  const assets = figures.getFigure("total_assets", "balance", end);
  const property = figures.getFigure("ppe_net", "balance", end);
  const wear = figures.getFigure("depreciation_amortization", kind, end);
  if (!figures.isFromFilings || !operating.known || !assets.known) return null;
  if (property.known && property.value > propertyShareMax * assets.value) return null;
  if (!property.known && figures.hasNonzero("ppe_net", end - evidenceDays, end + sameDayMargin)) return null;
  if (wear.known && wear.value > spendingTrifle * assets.value) return null;
  if (spendingFacts.some((fact) => figures.hasNonzero(fact, end - evidenceDays, end + sameDayMargin))) return null;
  const rest = findRestOfInvesting(figures, end);
  if (rest === null || Math.abs(rest) > spendingTrifle * assets.value) return null;
  return {
    ...buildInferredZero(
      operating.end,
      "In over a year no filing has a line of spending on property. There is hardly any property or depreciation, and other lines explain the investing cash flow.",
      listParts(investing, property),
    ),
    start: operating.start,
  };
};

/** What other lines leave of the investing cash flow of the newest year or part of a year; null where it is not reported. */
function findRestOfInvesting(figures: FigureLookup, end: Day): number | null {
  const total = sumPeriods(figures, "investing_cash_flow", end, undefined, 1);
  if (total === null) return null;
  const payments = sumPeriods(figures, "investing_payment", end, total.period) ?? { sum: 0 };
  const proceeds = sumPeriods(figures, "investing_proceeds", end, total.period) ?? { sum: 0 };
  return total.sum + payments.sum - proceeds.sum;
}

/** The sum of what the tags of a fact give for one period; null where none gives any. */
function sumPeriods(
  figures: FigureLookup,
  factId: string,
  end: Day,
  period: FactEntry | undefined,
  countMax = Number.POSITIVE_INFINITY,
): { readonly sum: number; readonly period: FactEntry } | null {
  const definition = requireFact(factId);
  const entries = definition.tags
    .flatMap(({ tag }) => figures.findPeriod(definition, tag, end) ?? [])
    .filter((entry) => period === undefined || isSameDay(entry.start, period.start))
    .slice(0, countMax);
  const [first] = entries;
  return first ? { sum: entries.reduce((sum, { value }) => sum + value, 0), period: first } : null;
}
