import "server-only";
import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { AppError } from "../../api/app-error";
import { snapshotHashSchema } from "../../screen/screen";
import type { SnapshotEncoding } from "../service/snapshot-file";
import { openSnapshotFile } from "../service/snapshot-store";
import { buildProblemResponse } from "./problem-response";

/** Serves the bytes of a snapshot, which never change: in the packing that the client takes, to be kept for ever. */
export async function serveSnapshot(
  request: Request,
  { params }: { readonly params: Promise<{ readonly hash: string }> },
): Promise<Response> {
  const requestId = randomUUID();
  try {
    const hash = snapshotHashSchema.safeParse((await params).hash);
    if (!hash.success) throw new AppError("snapshot_not_found", "A snapshot is named by 64 hexadecimal digits.");
    const etag = `"${hash.data}"`;
    const headers = {
      "cache-control": "public, max-age=31536000, immutable",
      etag,
      vary: "accept-encoding",
      "x-request-id": requestId,
    };
    if (request.headers.get("if-none-match") === etag) return new Response(null, { status: 304, headers });
    const encoding = chooseEncoding(request.headers.get("accept-encoding") ?? "");
    const file = await openSnapshotFile(hash.data, encoding);
    if (file === null) throw new AppError("snapshot_not_found", "There is no such snapshot on this server.");
    const body = Readable.toWeb(file.handle.createReadStream()) as ReadableStream<Uint8Array>;
    return new Response(body, {
      headers: {
        ...headers,
        "content-type": "application/octet-stream",
        "content-length": String(file.sizeBytes),
        ...(encoding === "identity" ? {} : { "content-encoding": encoding }),
      },
    });
  } catch (error) {
    return buildProblemResponse(error, requestId);
  }
}

/** The best packing among those that an `accept-encoding` header allows. */
export function chooseEncoding(header: string): SnapshotEncoding {
  const accepted = new Map(
    header.split(",").map((part) => {
      const [name = "", ...parameters] = part.split(";").map((text) => text.trim().toLowerCase());
      const quality = parameters.find((text) => text.startsWith("q="))?.slice(2);
      return [name, quality === undefined ? 1 : Number(quality)];
    }),
  );
  const isAccepted = (name: string) => (accepted.get(name) ?? 0) > 0;
  return isAccepted("br") ? "br" : isAccepted("gzip") ? "gzip" : "identity";
}
