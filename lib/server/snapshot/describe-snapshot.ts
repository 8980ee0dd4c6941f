import "server-only";
import type { SnapshotInfo } from "#lib/column/snapshot-header";
import type { SnapshotRef } from "#lib/contract/snapshot";

/** Which data a snapshot holds, for whoever is shown figures of it. */
export function describeSnapshot(hash: string, info: SnapshotInfo): SnapshotRef {
  const listedOn = info.sources.find(({ kind }) => kind === "holdings")?.asOf ?? null;
  return {
    id: hash,
    asOf: info.asOf,
    isSample: info.sample,
    membership: { asOf: listedOn, isLater: listedOn !== null && listedOn > info.asOf },
  };
}
