import { commonUse, declareRatio, declareTimes, ownChoice } from "#lib/metric/declare";
import type { Metric } from "#lib/metric/metric";

const category = "owners";

const growthSource = ownChoice(
  "Counts are not adjusted for splits. A fall by more than half is a reverse split or a count in another scale: the growth is that of the averages where these do not fall with it, for they are restated, and a conflict where they do. A rise to more than tenfold a year is a conflict, and so is a growth that the averages contradict by more than half.",
);

/**
 * Growth a year of the count of shares over some years. The averages of a filing are restated after a split, and counts
 * are not; of years that no filing restates, a reverse split is a fall of both that no buyback makes.
 */
function writeShareGrowth(years: number): string {
  const count = `shares_outstanding / shares_outstanding[-${years}]`;
  const average = `diluted_shares / diluted_shares[-${years}]`;
  const plausible = `between 0.5 and ${10 ** years}`;
  return [
    `if(not (shares_outstanding is known and shares_outstanding[-${years}] is known),`,
    `if(${average} is known and not ${average} ${plausible}, missing(conflict), growth(diluted_shares, ${years})),`,
    `${count} is known and ${count} < 0.5 and ${average} is known and ${average} ${plausible}, growth(diluted_shares, ${years}),`,
    `${count} is known and not ${count} ${plausible}, missing(conflict),`,
    `${average} is known and not (${count}) / (${average}) between 0.6 and 1.7, missing(conflict),`,
    `growth(shares_outstanding, ${years}))`,
  ].join(" ");
}

/** What the owners get, and how much they are diluted. */
export const ownerMetrics: readonly Metric[] = [
  declareRatio({
    id: "share_growth_1y",
    label: "Share growth (1 year)",
    description: "Growth of shares outstanding over a year, or else of average diluted shares.",
    better: "lower",
    category,
    formula: writeShareGrowth(1),
    source: growthSource,
  }),
  declareRatio({
    id: "share_growth_3y",
    label: "Share growth a year (3 years)",
    description: "Compound yearly growth of shares outstanding over three years, or else of average diluted shares.",
    better: "lower",
    category,
    // A split of the last year by less than two for one, or beside issues, is not seen over three.
    formula: `if(share_growth_1y is conflict, missing(conflict), ${writeShareGrowth(3)})`,
    source: growthSource,
  }),
  declareRatio({
    id: "buyback_yield",
    label: "Buyback yield",
    description: "Shares bought back over market cap, before shares issued.",
    better: "higher",
    category,
    formula: "buybacks / market_cap",
    source: commonUse,
  }),
  declareRatio({
    id: "dividend_yield",
    label: "Dividend yield",
    description: "Dividends paid over market cap.",
    better: "higher",
    category,
    formula: "dividends_paid / market_cap",
    source: commonUse,
  }),
  declareRatio({
    id: "shareholder_yield",
    label: "Shareholder yield",
    description: "Dividends and buybacks less shares issued, over market cap.",
    better: "higher",
    category,
    formula: "(dividends_paid + buybacks - stock_issued) / market_cap",
    source: commonUse,
  }),
  declareTimes({
    id: "dividend_cover",
    label: "Dividend cover",
    description: "Net income over dividends paid. Not applicable without a dividend.",
    better: "higher",
    category,
    formula: "if(dividends_paid = 0, missing(not_applicable), net_income / dividends_paid)",
    source: commonUse,
  }),
  declareTimes({
    id: "dividend_cover_by_cash",
    label: "Dividend cover by free cash flow",
    description: "Free cash flow over dividends paid. Not applicable without a dividend.",
    better: "higher",
    category,
    formula: "if(dividends_paid = 0, missing(not_applicable), fcf / dividends_paid)",
    source: commonUse,
  }),
];
