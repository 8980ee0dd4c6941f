import type { PublishedFigure } from "./figure";

/**
 * What others have published, with its source as far as it is known, and the reason why it differs. Each stands once and beside
 * every figure that asks the same. A new one is a line here.
 */

const unstatedBase =
  "Its source does not say what a company without figures counts as, nor which earnings it takes; here it is the known companies, and the unknown stand beside.";

export const publishedLosses: readonly PublishedFigure[] = [
  {
    value: 0.27,
    date: "2020-03",
    source: "Quoted in the press for March 2020; the count behind it is not public",
    whyDifferent: `Another day: before the losses of 2020. ${unstatedBase}`,
  },
  {
    value: 0.43,
    date: "2024-12",
    source: "Bloomberg for the third quarter of 2024, quoted until December 2024 (FS Investments and others)",
    whyDifferent: `Another day, and by count, as charts of negative earnings do. ${unstatedBase}`,
  },
];

export const publishedUncovered: readonly PublishedFigure[] = [
  {
    value: 404 / 1981,
    date: "2018-04-06",
    source: "Grant's Interest Rate Observer, 6 April 2018: 404 of 1,981 companies",
    whyDifferent:
      "Another day, at a rate of 1.5 to 1.75 percent, with all companies as its base. Where interest is not reported a company is unknown here and not covered or uncovered.",
  },
];

export const publishedInterest: readonly PublishedFigure[] = [
  {
    value: 0.071,
    date: "2024-10",
    source: "Interest over debt of the index, quoted in October 2024",
    whyDifferent:
      "Another day, at a rate of 4.75 to 5 percent. Its debt is of one day, this is the average of two; banks, insurers and lenders are left out here, since their interest is a cost of goods.",
  },
];

export const publishedDebt: readonly PublishedFigure[] = [
  {
    value: 832e9,
    date: "2024-05-13",
    source: "Bloomberg, 13 May 2024: debt of the Russell 2000",
    whyDifferent:
      "Another day and other constituents. The sum here is of the companies of which debt is known, without banks, insurers and lenders, and with finance leases.",
  },
];

const dueSource = "Press, November 2025 (Benzinga), without a source of its own";
const dueReason =
  "It names neither its day nor what it counts, and its two years together have 709 of some 800 billion, where Bloomberg had 620 of 832 billion due in five years (May 2024). Here only companies with a schedule of repayments count, without banks, insurers and lenders, and the debt of those without one stands beside.";

/** By calendar year. */
export const publishedDue: ReadonlyMap<number, PublishedFigure> = new Map([
  [2026, { value: 368e9, date: "2025-11", source: dueSource, whyDifferent: dueReason }],
  [2027, { value: 341e9, date: "2025-11", source: dueSource, whyDifferent: dueReason }],
]);

export const publishedFloating: readonly PublishedFigure[] = [
  {
    value: 0.41,
    date: "2024",
    source: "Quoted in 2024; others say 30 to 45 percent",
    whyDifferent:
      "Data vendors read each loan. EDGAR's figures of whole companies hardly ever tell the floating part, so that all that can be said is an interval.",
  },
];

export const publishedCorrelation: readonly PublishedFigure[] = [
  {
    value: 0.9,
    date: "2009 to 2016",
    source: "DataTrek, July 2024: 0.89 on average, over 100 days",
    whyDifferent: "100 days instead of a year, price alone, and the average of years; the points here show the years.",
  },
  {
    value: 0.7,
    date: "2024-07",
    source: "DataTrek, July 2024: 0.69, the lowest since 2009",
    whyDifferent:
      "100 days instead of a year, price alone, and another day; the points here show the months around it.",
  },
];

export const publishedTopTen: readonly PublishedFigure[] = [
  {
    value: 0.04,
    date: "2025",
    source: "Common statement about the Russell 2000",
    whyDifferent: "Another day: between two reconstitutions winners grow, and weights of the fund include its cash.",
  },
];

export const publishedLargeTopTen: readonly PublishedFigure[] = [
  {
    value: 1 / 3,
    date: "2024",
    source: "Common statement about the S&P 500: over a third",
    whyDifferent: "Another day; two classes of shares of one company count as one here.",
  },
];
