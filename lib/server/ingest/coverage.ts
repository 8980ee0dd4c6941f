import "server-only";
import { formatDay } from "#lib/fact/filed/day";
import type { SnapshotRow } from "#lib/server/db/repository/snapshot";
import type { BuiltSnapshot } from "#lib/server/snapshot/build-snapshot";
import { formatCount, formatCountOf, formatShare } from "#lib/util/number-text";

/** A universe with fewer rows than this share of the current one is more likely a cut file than a new index. */
const shrinkMin = 0.6;

/** The share of rows that got figures, 0 to 1. */
export function getFilledShare({ info, table }: BuiltSnapshot): number {
  const filled = (info.counts["rows_from_filings"] ?? 0) + (info.counts["rows_from_second_hand"] ?? 0);
  return table.rowCount === 0 ? 0 : filled / table.rowCount;
}

/** Why a snapshot must not take the place of the current one, with what to do about it; null when it may. */
export function checkCoverage(
  built: BuiltSnapshot,
  current: SnapshotRow | null,
  options: { readonly minCoverage: number; readonly allowShrink: boolean },
): string | null {
  const { rowCount } = built.table;
  const coverage = getFilledShare(built);
  if (coverage < options.minCoverage) {
    return (
      `Only ${formatShare(coverage, 1)} of the ${formatCountOf(rowCount, "constituent")} have figures, under the ` +
      `${formatShare(options.minCoverage, 1)} asked for, so nothing was published. Add companyfacts or a fundamentals ` +
      `file, or accept less with --min-coverage ${Math.floor(coverage * 100) / 100}.`
    );
  }
  const isReplacing = current !== null && current.sample === built.info.sample && built.asOf >= current.asOfDay;
  if (isReplacing && rowCount < current.rowCount * shrinkMin && !options.allowShrink) {
    return (
      `The holdings of ${formatDay(built.asOf)} list ${formatCountOf(rowCount, "constituent")}, and the current snapshot has ` +
      `${formatCount(current.rowCount)}: the file may be cut off, so nothing was published. If the list is right, pass --allow-shrink.`
    );
  }
  return null;
}
