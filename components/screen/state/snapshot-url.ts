import { packingVersion } from "#lib/column/packing-version";

/** Where the packed bytes of a snapshot are; the page preloads exactly what the script then asks for. */
export function getSnapshotUrl(hash: string): string {
  return `/api/v1/snapshots/${hash}?packing=${packingVersion}`;
}
