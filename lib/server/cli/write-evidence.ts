import "server-only";
import { companiesMin, fixedShares } from "#lib/evidence/compare/comparison";
import type { Side } from "#lib/evidence/compare/rank";
import { outcomeIds } from "#lib/evidence/outcome/outcome";
import type { OriginPairs } from "#lib/evidence/past/compare-origins";
import {
  type AucResult,
  type ComparisonDetail,
  type Evidence,
  headlineIds,
  type RateResult,
  type SampleCount,
  type VerdictCount,
} from "#lib/evidence/result";
import type { ReadFile } from "#lib/server/evidence/read-store";
import { formatCount } from "#lib/util/number-text";
import type { Policy } from "#lib/verdict/policy/policy";
import { type Verdict, verdictIds } from "#lib/verdict/verdict";
import { type TextColumn, writeTextTable } from "./text-table";

/** What was read and which policies are measured, a line each. */
export function writeStore(
  files: readonly ReadFile[],
  hashes: ReadonlyMap<Policy, string>,
  judged: readonly string[],
): readonly string[] {
  return [
    ...files.map(({ name, rowCount, dropped }) => {
      const left = [...dropped].filter(([, count]) => count > 0).map(([reason, count]) => `${reason} ${count}`);
      return `${name}: ${formatCount(rowCount)} rows${left.length === 0 ? "" : `; left out: ${left.join(", ")}`}`;
    }),
    ...[...hashes].map(([{ version }, hash]) => `Policy ${version}: ${hash}`),
    judged.length === 0 ? "No policy has been judged." : `Hashes that were ever judged: ${judged.join(", ")}`,
  ];
}

/** The least share of a sample that each side must have before it counts as one. */
const shareLeast: Readonly<Record<Side, number>> = { weak: 0.05, resilient: 0.15 };

const notes = `Rates are of company-years, in percent, with an interval of 95% over draws of companies; n, then how many are unknown.
Prices are of stocks that were still listed in 2021: who was delisted before is in no outcome by price.
unknown_end: no report followed, by takeover, rename or failure; it is never counted as one.
Differences are in percentage points; positive: the policy did better than the baseline at the same share of the same rows.
Under ${companiesMin} companies nothing is claimed. Rows without a measure stand in the middle of its ranking (missing).`;

/** The evidence as tables in plain text. */
export function writeEvidence(evidence: Evidence): string {
  const { verdicts, rates, comparisons, aucs } = evidence;
  const parts = [
    writeSection("Samples on 30 June", writeTextTable(sampleColumns, evidence.samples)),
    writeSection("Verdicts", writeTextTable(verdictColumns, verdicts)),
    ...writeOrigins(evidence.origins),
    notes,
  ];
  for (const { policy, sample, period } of verdicts) {
    for (const horizon of [...new Set(rates.map((rate) => rate.horizon))]) {
      const isHere = (each: Omit<RateResult, "kind" | "verdict" | "n" | "unknown" | "rate" | "low" | "high">) =>
        each.policy === policy && each.sample === sample && each.period === period && each.horizon === horizon;
      const title = `Policy ${policy}, ${period}, ${sample}, ${horizon} months`;
      const here = rates.filter(isHere);
      const lines = outcomeIds.map((outcome) => ({ outcome, rates: here.filter((rate) => rate.outcome === outcome) }));
      parts.push(writeSection(`${title}: what followed`, writeTextTable(rateColumns, lines)));
      for (const outcome of headlineIds) {
        const compared = comparisons.filter(({ result }) => isHere(result) && result.outcome === outcome);
        if (compared.length === 0) continue;
        const ranked = aucs.filter((auc) => isHere(auc) && auc.outcome === outcome);
        parts.push(
          writeSection(`${title}: ${outcome}`, writeTextTable(comparisonColumns, groupShares(compared, ranked))),
        );
      }
    }
  }
  return parts.join("\n\n");
}

/** How many verdicts on filers differ between the vendor's figures and those that the filings first gave. */
function writeOrigins(origins: readonly OriginPairs[]): readonly string[] {
  return [...new Set(origins.map(({ policy }) => policy))].map((policy) => {
    const ofPolicy = origins.filter((each) => each.policy === policy);
    const count = (byVendor: Verdict, byFilings: Verdict) =>
      ofPolicy.reduce((sum, { pairs }) => sum + pairs[byVendor][byFilings], 0);
    const n = ofPolicy.reduce((sum, each) => sum + each.n, 0);
    const differing = n - verdictIds.reduce((sum, verdict) => sum + count(verdict, verdict), 0);
    const columns: readonly TextColumn<Verdict>[] = [
      { head: "By the vendor", align: "left", read: (verdict) => verdict },
      ...verdictIds.map((byFilings): TextColumn<Verdict> => {
        return { head: byFilings, align: "right", read: (byVendor) => formatCount(count(byVendor, byFilings)) };
      }),
    ];
    const share = formatPercent(n === 0 ? null : differing / n);
    const years = ofPolicy.map((each) => `${each.year} n ${each.n}`).join(", ");
    return writeSection(
      `Policy ${policy} on filers, by the vendor's figures and as first reported: ${differing} of ${n} verdicts differ (${share}%; ${years})`,
      writeTextTable(columns, verdictIds),
    );
  });
}

function writeSection(title: string, table: string): string {
  return `${title}\n${table}`;
}

const sampleColumns: readonly TextColumn<SampleCount>[] = [
  { head: "Year", align: "left", read: ({ year }) => String(year) },
  { head: "Sample", align: "left", read: ({ isPriced }) => (isPriced ? "priced" : "unpriced") },
  { head: "Companies", align: "right", read: ({ companies }) => formatCount(companies) },
  { head: "Size from $m", align: "right", read: ({ least }) => formatMillions(least) },
  { head: "to $m", align: "right", read: ({ most }) => formatMillions(most) },
];

const verdictColumns: readonly TextColumn<VerdictCount>[] = [
  { head: "Policy", align: "left", read: ({ policy }) => policy },
  { head: "Period", align: "left", read: ({ period }) => period },
  { head: "Sample", align: "left", read: ({ sample }) => sample },
  { head: "n", align: "right", read: ({ n }) => formatCount(n) },
  ...verdictIds.map((verdict): TextColumn<VerdictCount> => {
    const read = ({ counts, n }: VerdictCount) => {
      const share = n === 0 ? 0 : counts[verdict] / n;
      const isFew = (verdict === "weak" || verdict === "resilient") && share < shareLeast[verdict];
      return `${counts[verdict]} (${formatPercent(share)}%${isFew ? ", too few" : ""})`;
    };
    return { head: verdict, align: "right", read };
  }),
];

interface RateLine {
  readonly outcome: string;
  readonly rates: readonly RateResult[];
}

const rateColumns: readonly TextColumn<RateLine>[] = [
  { head: "Outcome", align: "left", read: ({ outcome }) => outcome },
  ...verdictIds.map((verdict): TextColumn<RateLine> => {
    const read = ({ rates }: RateLine) => {
      const found = rates.find((rate) => rate.verdict === verdict);
      if (found === undefined || found.rate === null) return `- n ${found?.n ?? 0}, ${found?.unknown ?? 0}`;
      const { rate, low, high, n, unknown } = found;
      return `${formatPercent(rate)} (${formatPercent(low)} to ${formatPercent(high)}) n ${n}, ${unknown}`;
    };
    return { head: verdict, align: "right", read };
  }),
];

interface ComparisonLine {
  readonly own: ComparisonDetail;
  readonly fixed: readonly ComparisonDetail[];
  readonly auc: AucResult | undefined;
}

function groupShares(comparisons: readonly ComparisonDetail[], aucs: readonly AucResult[]): readonly ComparisonLine[] {
  return comparisons
    .filter(({ isOwnShare }) => isOwnShare)
    .sort((a, b) => (a.result.side === b.result.side ? 0 : a.result.side === "weak" ? -1 : 1))
    .map((own) => {
      const { baseline, side } = own.result;
      const isSame = ({ result, isOwnShare }: ComparisonDetail) =>
        !isOwnShare && result.baseline === baseline && result.side === side;
      return { own, fixed: comparisons.filter(isSame), auc: aucs.find((auc) => auc.baseline === baseline) };
    });
}

const comparisonColumns: readonly TextColumn<ComparisonLine>[] = [
  { head: "Side", align: "left", read: ({ own }) => own.result.side },
  { head: "Baseline", align: "left", read: ({ own }) => own.result.baseline },
  { head: "n", align: "right", read: ({ own }) => formatCount(own.result.n) },
  { head: "missing", align: "right", read: ({ own }) => formatCount(own.missing) },
  { head: "Own share", align: "right", read: ({ own }) => `${formatPercent(own.result.share)}%` },
  { head: "Difference", align: "right", read: ({ own }) => formatDifference(own) },
  {
    head: "By year",
    align: "left",
    widthMax: 60,
    read: ({ own }) => [...own.byYear].map(([year, value]) => `${year} ${formatSigned(value)}`).join(", "),
  },
  ...fixedShares.map((share, index): TextColumn<ComparisonLine> => {
    const read = ({ fixed }: ComparisonLine) => {
      const found = fixed[index];
      return found === undefined ? "" : formatDifference(found);
    };
    return { head: `at ${share * 100}%`, align: "right", read };
  }),
  { head: "AUC, of baseline", align: "right", read: ({ auc }) => formatAuc(auc) },
];

/** One measure of the whole ranking, the same on both sides. */
function formatAuc(auc: AucResult | undefined): string {
  if (auc === undefined || auc.auc === null || auc.baseline_auc === null) return "no claim";
  return `${auc.auc.toFixed(3)}, ${auc.baseline_auc.toFixed(3)}`;
}

function formatDifference({ result: { difference, low, high } }: ComparisonDetail): string {
  if (difference === null) return "no claim";
  return `${formatSigned(difference)} (${formatSigned(low)} to ${formatSigned(high)})`;
}

function formatSigned(ratio: number | null): string {
  return ratio === null ? "-" : `${ratio >= 0 ? "+" : ""}${formatPercent(ratio)}`;
}

function formatPercent(ratio: number | null): string {
  return ratio === null ? "-" : (100 * ratio).toFixed(1);
}

function formatMillions(amountUsd: number | null): string {
  return amountUsd === null ? "-" : formatCount(Math.round(amountUsd / 1e6));
}
