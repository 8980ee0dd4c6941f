import "server-only";
import type { HealthAnswer } from "#lib/contract/health";
import { listByteCaches } from "#lib/server/byte-cache";
import { pingDatabase } from "#lib/server/db/connection/ping-database";
import { getEnvironment } from "#lib/server/env";
import { describeSnapshot } from "#lib/server/snapshot/describe-snapshot";
import { describeSnapshotCache, getCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { readVersion } from "./read-version";

/** Whether the server can answer: its database, and the data it screens. Never throws. */
export async function getHealth(): Promise<HealthAnswer> {
  const base = {
    version: readVersion(),
    database: getEnvironment().databaseUrl === null ? ("embedded" as const) : ("postgresql" as const),
    caches: [describeSnapshotCache(), ...listByteCaches()],
  };
  try {
    await pingDatabase();
    const snapshot = await getCurrentSnapshot();
    if (snapshot === null) return { ...base, status: "no_data", snapshot: null };
    const { hash, info } = snapshot;
    return { ...base, status: "ok", snapshot: describeSnapshot(hash, info) };
  } catch {
    return { ...base, status: "unavailable", snapshot: null };
  }
}
