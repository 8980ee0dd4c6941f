import { type EvidenceCompany, getMarketValue, type MarketValue } from "#lib/evidence/store/company";
import { chooseReport, type YearReport } from "#lib/evidence/store/year-report";
import type { Day, FactEntry } from "#lib/fact/filed/entry";

/** A company that counts at a date. */
export interface Member {
  readonly company: EvidenceCompany;
  readonly base: YearReport;
  /** Null in the sample without prices. */
  readonly market: MarketValue | null;
  /** Figures of the company's own filings that stand in for those of the files; absent: the files count. */
  readonly filed?: readonly FactEntry[];
}

/** Two amounts in USD, both included. */
export interface Bounds {
  readonly least: number;
  readonly most: number;
}

export interface Sample {
  readonly isPriced: boolean;
  /** Of market value, or of total assets where there is no price. Null where nothing could be measured. */
  readonly bounds: Bounds | null;
  readonly members: readonly Member[];
}

/** The companies from which the median is taken: small ones, as in the index. */
const referenceBounds: Bounds = { least: 75e6, most: 4e9 };
/** The bounds of the sample as multiples of that median. */
const multiples: Bounds = { least: 0.07, most: 4 };

/** The samples at a date: companies with a market value, and apart from them those without a price. */
export function pickSamples(
  companies: readonly EvidenceCompany[],
  day: Day,
): readonly [priced: Sample, unpriced: Sample] {
  const candidates = companies.flatMap((company): Member[] => {
    const base = chooseReport(company.reports, day);
    return base === null ? [] : [{ company, base, market: getMarketValue(company, base, day) }];
  });
  const values = candidates.flatMap(({ market }) => market?.marketValueUsd ?? []);
  const bounds = getBounds(values.filter((value) => isWithin(value, referenceBounds)));
  const priced = candidates.filter(({ market }) => market !== null && isWithin(market.marketValueUsd, bounds));
  const assetBounds = getBounds(priced.flatMap(({ base }) => base.values.get("total_assets") ?? []));
  const unpriced = candidates.filter(
    ({ company, base, market }) =>
      market === null && !hasPrice(company) && isWithin(base.values.get("total_assets"), assetBounds),
  );
  return [
    { isPriced: true, bounds, members: priced },
    { isPriced: false, bounds: assetBounds, members: unpriced },
  ];
}

/** A company whose price is there and whose market value is not (an open split) is in neither sample. */
function hasPrice({ prices, quotes }: EvidenceCompany): boolean {
  return prices.length > 0 || quotes.length > 0;
}

function getBounds(values: readonly number[]): Bounds | null {
  const median = getMedian(values);
  return median === null ? null : { least: multiples.least * median, most: multiples.most * median };
}

function isWithin(value: number | undefined, bounds: Bounds | null): boolean {
  return value !== undefined && bounds !== null && value >= bounds.least && value <= bounds.most;
}

/** The middle value, of an even number the mean of the middle two; null of none. */
export function getMedian(values: readonly number[]): number | null {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle];
  if (upper === undefined) return null;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}
