import "server-only";
import { decodeSnapshot, type Snapshot } from "#lib/column/snapshot";
import type { BuiltSnapshot } from "#lib/server/snapshot/build-snapshot";

/** A snapshot that is measured. */
export type BuiltFile = Pick<BuiltSnapshot, "hash" | "bytes" | "table">;

/** The snapshot in bytes that were just written. */
export function requireSnapshot(bytes: Uint8Array<ArrayBuffer>): Snapshot {
  const snapshot = decodeSnapshot(bytes);
  if (!snapshot.ok) throw new Error(`Impossible state: ${snapshot.error.message}`);
  return snapshot.value;
}
