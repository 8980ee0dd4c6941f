import "server-only";
import { randomUUID } from "node:crypto";
import { z } from "zod";
import { AppError } from "../../api/app-error";
import { packingVersion } from "../../column/packing-version";
import { snapshotHashSchema } from "../../screen/screen";
import { openSnapshotFile } from "../service/snapshot-store";
import { buildProblemResponse } from "./problem-response";
import { readParameters } from "./route";

const parametersSchema = z.strictObject({
  packing: z.optional(
    z.literal(String(packingVersion), { error: `this server packs snapshots in way ${packingVersion} only` }),
  ),
});

/**
 * Serves the bytes of a snapshot, which never change, to be kept for ever. `?packing=1` gives the packed form, gzipped,
 * to be unpacked by whoever asked: Next takes `content-encoding` away from what a route answers, so that a browser could
 * not know how to.
 */
export async function serveSnapshot(
  request: Request,
  { params }: { readonly params: Promise<{ readonly hash: string }> },
): Promise<Response> {
  const requestId = randomUUID();
  try {
    const hash = snapshotHashSchema.safeParse((await params).hash);
    if (!hash.success) throw new AppError("snapshot_not_found", "A snapshot is named by 64 hexadecimal digits.");
    const { packing } = readParameters(new URL(request.url).searchParams, parametersSchema);
    const etag = `"${hash.data}${packing === undefined ? "" : `-${packing}`}"`;
    const headers = {
      "cache-control": "public, max-age=31536000, immutable",
      etag,
      "x-request-id": requestId,
    };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    const file = await openSnapshotFile(hash.data, packing === undefined ? "plain" : "packed");
    if (file === null) throw new AppError("snapshot_not_found", "There is no such snapshot on this server.");
    // Whole and not as a stream: a request that nobody reads to its end (HEAD) would leave the file open.
    const bytes = await file.handle.readFile().finally(() => file.handle.close());
    return new Response(new Uint8Array(bytes), {
      headers: {
        ...headers,
        "content-type": packing === undefined ? "application/octet-stream" : "application/gzip",
      },
    });
  } catch (error) {
    return buildProblemResponse(error, requestId);
  }
}
