import {
  type Coverage,
  type CoverageReason,
  type CoverageTally,
  computeKnownShare,
  coverageReasons,
} from "#lib/coverage/coverage";

/** Which constituents a table of coverage counts. */
export type CoverageScope = "all" | "filings";

/** Whether a share is of the number of constituents or of their index weight. */
export type CoverageMeasure = "count" | "weight";

/** Coverage of one fact or metric as the browser gets it: shares are 0 to 1, null where there is nothing to know. */
export interface CoverageView {
  readonly id: string;
  readonly kind: "fact" | "metric";
  readonly label: string;
  readonly category: string;
  readonly scopes: Readonly<Record<CoverageScope, TallyView>>;
}

export interface TallyView {
  readonly known: number;
  readonly shares: Readonly<Record<CoverageMeasure, number | null>>;
  /** Reasons that occur, with how often. */
  readonly missing: readonly (readonly [CoverageReason, number])[];
  /** In the order of `listSectors`. */
  readonly sectors: readonly Readonly<Record<CoverageMeasure, number | null>>[];
}

/** The sectors of the constituents, in the order of their names. */
export function listSectors([first]: readonly Coverage[]): readonly (string | null)[] {
  return first?.sectors.map(({ sector }) => sector) ?? [];
}

/** Joins the coverage of all constituents with that of those with filings, given in the same order. */
export function buildCoverageViews(all: readonly Coverage[], filings: readonly Coverage[]): readonly CoverageView[] {
  const sectors = listSectors(all);
  return all.map((coverage, index) => ({
    ...coverage.subject,
    scopes: { all: buildTally(coverage, sectors), filings: buildTally(filings[index] ?? coverage, sectors) },
  }));
}

function buildTally(coverage: Coverage, sectors: readonly (string | null)[]): TallyView {
  const bySector = new Map<string | null, CoverageTally>(coverage.sectors.map((tally) => [tally.sector, tally]));
  return {
    known: coverage.known.count,
    shares: round(computeKnownShare(coverage)),
    missing: coverageReasons.flatMap((reason) => {
      const { count } = coverage.missing[reason];
      return count === 0 ? [] : [[reason, count] as const];
    }),
    sectors: sectors.map((sector) => {
      const tally = bySector.get(sector);
      return tally === undefined ? { count: null, weight: null } : round(computeKnownShare(tally));
    }),
  };
}

/** Cuts digits that no one sees, so that the page stays small. Rounds down: only what is whole shows as 100%. */
function round({ count, weight }: Readonly<Record<CoverageMeasure, number | null>>) {
  const cut = (share: number | null) => (share === null ? null : Math.floor(share * 1000 + 1e-6) / 1000);
  return { count: cut(count), weight: cut(weight) };
}
