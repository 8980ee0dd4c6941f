import "server-only";
import type { Database } from "#lib/server/db/database";
import { listPastDaySnapshots } from "#lib/server/db/repository/snapshot";
import { getSnapshotUse, removeSnapshotFiles } from "./snapshot-file";

/** Snapshots of past days whose files are kept: those that were used last. */
export const keptPastDays = 24;

/**
 * Removes the files of snapshots of past days that were built on demand, but for the 24 that were used last. Their
 * records stay, and the file is built again from its day and run when a link asks for it. What an ingest has published
 * is never removed. Returns the hashes.
 */
export async function prunePastDays(database: Database, home: string, kept = keptPastDays): Promise<readonly string[]> {
  const used: { readonly hash: string; readonly usedAtMs: number }[] = [];
  for (const { hash } of await listPastDaySnapshots(database)) {
    const usedAtMs = await getSnapshotUse(home, hash);
    if (usedAtMs !== null) used.push({ hash, usedAtMs });
  }
  const dropped = used.sort((a, b) => b.usedAtMs - a.usedAtMs || (a.hash < b.hash ? -1 : 1)).slice(kept);
  for (const { hash } of dropped) await removeSnapshotFiles(home, hash);
  return dropped.map(({ hash }) => hash);
}
