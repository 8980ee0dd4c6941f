import "server-only";
import { AppError } from "../../api/app-error";
import type { SnapshotRef } from "../../api/snapshot-contract";
import { parseDay } from "../../fact/day";
import { createUniverse, type Universe } from "../../screen/universe";
import { getCurrentSnapshot, getSnapshot, getSnapshotAsOf, type LoadedSnapshot } from "./snapshot-store";

/** A universe and the name of the snapshot it was judged on. */
export interface ServedUniverse {
  readonly universe: Universe;
  readonly snapshot: SnapshotRef;
}

/** Which data are wanted; the current ones when both are absent. */
export interface UniverseRequest {
  readonly hash?: string | null;
  /** ISO date: the universe as it was known on that day. */
  readonly asOf?: string | null;
}

// One entry a table that the snapshot store keeps; both go together.
const universes = new WeakMap<LoadedSnapshot, ServedUniverse>();

/**
 * The judged universe of a snapshot, kept as long as the snapshot is in memory. Throws AppError "no_data" before the
 * first ingest, "snapshot_not_found" for a hash or a date that there is nothing for.
 */
export async function getUniverse({ hash = null, asOf = null }: UniverseRequest = {}): Promise<ServedUniverse> {
  const snapshot = await requireSnapshot(hash, asOf);
  const kept = universes.get(snapshot);
  if (kept !== undefined) return kept;
  const served = {
    universe: createUniverse(snapshot),
    snapshot: { id: snapshot.hash, asOf: snapshot.info.asOf, isSample: snapshot.info.sample },
  };
  universes.set(snapshot, served);
  return served;
}

async function requireSnapshot(hash: string | null, asOf: string | null): Promise<LoadedSnapshot> {
  if (hash !== null) {
    const snapshot = await getSnapshot(hash);
    if (snapshot === null) {
      throw new AppError("snapshot_not_found", `There is no snapshot ${hash.slice(0, 12)}… on this server.`);
    }
    if (asOf !== null && asOf !== snapshot.info.asOf) {
      throw new AppError(
        "invalid_request",
        `The snapshot is as of ${snapshot.info.asOf}, but ${asOf} was asked for. Leave one of the two out.`,
      );
    }
    return snapshot;
  }
  if (asOf !== null) {
    const day = parseDay(asOf);
    const snapshot = day === null ? null : await getSnapshotAsOf(day);
    if (snapshot !== null) return snapshot;
    await requireCurrent();
    throw new AppError("snapshot_not_found", `No index holdings are known on or before ${asOf}.`);
  }
  return requireCurrent();
}

async function requireCurrent(): Promise<LoadedSnapshot> {
  const snapshot = await getCurrentSnapshot();
  if (snapshot !== null) return snapshot;
  throw new AppError("no_data", "No data are loaded yet. Run npm run up, or npm run ingest -- --from DIR.");
}
