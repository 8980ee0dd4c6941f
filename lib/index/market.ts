import { addYears, formatDay } from "#lib/fact/filed/day";
import {
  buildCountBase,
  buildGap,
  buildKnown,
  buildUnloaded,
  type FigureDeclaration,
  type FigurePoint,
  type FigureValue,
  type IndexFigurePart,
  type Measurement,
} from "./figure";
import type { FundPrices, IndexInput } from "./input";
import { publishedCorrelation } from "./published";
import { findClose, listMonthEndDays, measureComovement, pairReturns, takeYear } from "./return-series";

/** A year of which fewer trading days are known is none: there are some 252. */
const tradingDaysMin = 200;
/** A close that is older than this is none of the day: holidays take no more than four days. */
const closeAgeDaysMax = 7;
/** Points are as old as the fund of the index at most. */
const pointsMax = 400;

interface BothFunds {
  readonly index: FundPrices;
  readonly large: FundPrices;
}

/** Measures the two funds; says how to load them where one is not there. */
function measureFunds(measure: (funds: BothFunds, input: IndexInput) => Measurement): FigureDeclaration["measure"] {
  return (input) => {
    const { index, large } = input.prices;
    if (index !== null && large !== null) return measure({ index, large }, input);
    return buildUnloaded(
      "trading days",
      input.unread ??
        "No daily closes of IWM and SPY are loaded up to the day. Load them as IWM.csv and SPY.csv (date,open,high,low,close,volume, adjusted for dividends) from the folder of --from.",
    );
  };
}

function declareComovement(
  which: "correlation" | "beta",
  said: Pick<FigureDeclaration, "label" | "definition" | "unit" | "format" | "published">,
): FigureDeclaration {
  return {
    id: `${which}_1y`,
    section: "market",
    ...said,
    measure: measureFunds(({ index, large }, { asOf }) => {
      const returns = pairReturns(index.closes, large.closes);
      const measureAt = (day: number) => measureComovement(takeYear(returns, day));
      const year = takeYear(returns, asOf);
      // Of the days of the year on which one fund has a close and the other has none, nothing is known.
      const begin = addYears(asOf, -1);
      const ofYear = ({ closes }: FundPrices) => closes.flatMap(({ day }) => (day > begin && day <= asOf ? [day] : []));
      const days = new Set([...ofYear(index), ...ofYear(large)]);
      const base = buildCountBase("trading days", year.length, Math.max(0, days.size - year.length));
      const points = listMonthEndDays(returns).flatMap((day): FigurePoint[] => {
        const moved = measureAt(day);
        return moved === null || moved.count < tradingDaysMin ? [] : [{ asOf: formatDay(day), value: moved[which] }];
      });
      const moved = measureAt(asOf);
      const isEnough = moved !== null && moved.count >= tradingDaysMin;
      return {
        value: isEnough
          ? buildKnown(moved[which])
          : buildGap(
              "not_reported",
              `The year to the day has ${year.length} days with both closes; it needs ${tradingDaysMin}.`,
            ),
        base,
        points: points.slice(-pointsMax),
      };
    }),
  };
}

/** The total return of a fund between two days, of whose two closes it is. */
function measureReturn(fund: FundPrices, from: number, to: number): IndexFigurePart {
  const [before, now] = [from, to].map((day) => findClose(fund.closes, day, closeAgeDaysMax));
  const knownCount = [before, now].filter((close) => close !== null).length;
  const isKnown = before && now;
  return {
    label: fund.symbol,
    value: isKnown ? buildKnown(now.close / before.close - 1) : explainReturn(fund, from, to),
    base: buildCountBase("closes", knownCount, 2 - knownCount),
  };
}

function explainReturn({ symbol, closes }: FundPrices, from: number, to: number): FigureValue {
  const [first, last] = [closes[0], closes.at(-1)];
  return first !== undefined && last !== undefined && last.day < to - closeAgeDaysMax
    ? buildGap("stale", `The newest close of ${symbol} is of ${formatDay(last.day)}.`)
    : buildGap("not_reported", `There is no close of ${symbol} near ${formatDay(from)}.`);
}

function declareReturn(years: number): FigureDeclaration {
  const span = years === 1 ? "1 year" : `${years} years`;
  return {
    id: `return_gap_${years}y`,
    section: "market",
    label: `Total return of IWM less that of SPY over ${span}`,
    definition: `The total return of the fund of the Russell 2000 (IWM) over ${span} to the day, dividends included, less that of the fund of the S&P 500 (SPY), in points of the return of all years together. The parts are the two returns. Costs of the funds are in both.`,
    unit: "ratio",
    format: "percent",
    measure: measureFunds(({ index, large }, { asOf }) => {
      const from = addYears(asOf, -years);
      const [ofIndex, ofLarge] = [measureReturn(index, from, asOf), measureReturn(large, from, asOf)];
      const parts = [ofIndex, ofLarge];
      const count = (of: "known" | "unknown") => parts.reduce((sum, { base }) => sum + base[of].count, 0);
      const value =
        ofIndex.value.state === "known" && ofLarge.value.state === "known"
          ? buildKnown(ofIndex.value.value - ofLarge.value.value)
          : ofIndex.value.state === "known"
            ? ofLarge.value
            : ofIndex.value;
      return { value, parts, base: buildCountBase("closes", count("known"), count("unknown")) };
    }),
  };
}

const closesNote =
  "of the daily returns of IWM to those of SPY, dividends included, on the days of the year to the day on which both have a close. The points are the ends of months.";

/** How the index moves and what it brought beside the S&P 500. */
export const marketFigures: readonly FigureDeclaration[] = [
  declareComovement("correlation", {
    label: "Correlation with the S&P 500 over one year",
    definition: `Pearson's correlation ${closesNote}`,
    unit: "score",
    format: "score",
    published: publishedCorrelation,
  }),
  declareComovement("beta", {
    label: "Beta to the S&P 500 over one year",
    definition: `The slope ${closesNote}`,
    unit: "score",
    format: "score",
  }),
  ...[1, 5, 10, 20].map(declareReturn),
];
