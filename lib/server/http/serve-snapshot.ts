import "server-only";
import { z } from "zod";
import { packingVersion } from "#lib/column/packing-version";
import { AppError } from "#lib/contract/app-error";
import { snapshotHashSchema } from "#lib/screen/screen";
import { readSnapshotBytes } from "#lib/server/snapshot/snapshot-store";
import type { DirectAnswer } from "./front-door.mjs";
import { readParameters } from "./route";

const parametersSchema = z.strictObject({
  packing: z.optional(
    z.literal(String(packingVersion), { error: `this server packs snapshots in way ${packingVersion} only` }),
  ),
});

/**
 * The bytes of a snapshot, which never change, to be kept for ever. `?packing=1` gives the packed form, gzipped, to be
 * unpacked by whoever asked: Next takes `content-encoding` away from what a route answers, so that a browser could not
 * know how to. Throws AppError for a hash that is none, a snapshot that is not there, and a parameter that is unknown.
 */
export async function answerSnapshot(
  asked: { readonly hash: string; readonly parameters: URLSearchParams; readonly ifNoneMatch: string | null },
  requestId: string,
): Promise<DirectAnswer> {
  const hash = snapshotHashSchema.safeParse(asked.hash);
  if (!hash.success) throw new AppError("snapshot_not_found", "A snapshot is named by 64 hexadecimal digits.");
  const { packing } = readParameters(asked.parameters, parametersSchema);
  const etag = `"${hash.data}${packing === undefined ? "" : `-${packing}`}"`;
  const headers = { "cache-control": "public, max-age=31536000, immutable", etag, "x-request-id": requestId };
  if (isKnown(asked.ifNoneMatch, etag)) return { status: 304, headers, body: null };
  const bytes = await readSnapshotBytes(hash.data, packing === undefined ? "plain" : "packed");
  if (bytes === null) throw new AppError("snapshot_not_found", "There is no such snapshot on this server.");
  const contentType = packing === undefined ? "application/octet-stream" : "application/gzip";
  return { status: 200, headers: { ...headers, "content-type": contentType }, body: bytes };
}

/** Whether one of the tags that the asker has is that of the file; a proxy may have weakened it. */
function isKnown(ifNoneMatch: string | null, etag: string): boolean {
  if (ifNoneMatch === null) return false;
  return ifNoneMatch.split(",").some((tag) => tag.trim() === "*" || tag.trim().replace(/^W\//, "") === etag);
}
