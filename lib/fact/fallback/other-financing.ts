import type { Day } from "#lib/fact/filed/entry";
import type { FigureKind } from "#lib/fact/series/figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";

/** Other financing within this share of what changed equity for no known cause is what changed it. */
const sameAmountMargin = 0.1;
/** Smaller amounts, as a share of assets, agree by chance; retained earnings change by fewer things than equity. */
const shareMinByBalance = { retained_earnings: 0.0001, equity_reported: 0.001 } as const;

/** What a payment takes from or adds to, and whether it comes in (1) or goes out (-1). */
const changeByFact: Readonly<
  Record<string, { readonly balance: keyof typeof shareMinByBalance; readonly sign: 1 | -1 }>
> = {
  dividends_paid: { balance: "retained_earnings", sign: -1 },
  buybacks: { balance: "equity_reported", sign: -1 },
  stock_issued: { balance: "equity_reported", sign: 1 },
};

/**
 * True where a payment of a kind stands in other financing: equity, or for dividends retained earnings, changed by its
 * amount beside the result and all other known payments.
 */
export function isInOtherFinancing(figures: FigureLookup, factId: string, kind: FigureKind, end: Day): boolean {
  const change = changeByFact[factId];
  const other = figures.getReported("other_financing", kind, end);
  const income = figures.getReported("net_income", kind, end);
  if (!change || !other || other.value === 0 || !income || income.start === null) return false;
  // One of the tags has the sign of a payment.
  const isPayment = other.parts.some(({ entry }) => entry.tag.includes("PaymentsForProceeds"));
  const amount = isPayment ? -other.value : other.value;
  const assets = figures.getReported("total_assets", "balance", end);
  if (Math.sign(amount) !== change.sign || !assets) return false;
  if (Math.abs(amount) < shareMinByBalance[change.balance] * assets.value) return false;
  const now = figures.getReported(change.balance, "balance", end);
  const before = figures.getReported(change.balance, "balance", income.start - 1);
  if (!now || !before) return false;
  const read = (fact: string) => figures.getReported(fact, kind, end)?.value ?? 0;
  // Tax withheld from awards is no buyback, and hardly more than the awards.
  const awards = read("stock_compensation");
  if (factId === "buybacks" && Math.abs(amount) <= awards) return false;
  const paidIn = awards + read("stock_issued") - read("buybacks") - read("tax_withheld");
  const isEquity = change.balance === "equity_reported";
  const unknown = now.value - before.value - income.value + read("dividends_paid") - (isEquity ? paidIn : 0);
  return Math.abs(unknown - amount) <= sameAmountMargin * Math.abs(amount);
}
