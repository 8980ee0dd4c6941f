import "server-only";
import { closeSync, readSync } from "node:fs";
import { openRegularFileSync } from "#lib/server/read-file";

const tailLength = 8;
const gzipLengthMin = 18;

/**
 * The checksum and length of what a gzip file holds, which stand in its last eight bytes: equal for equal content,
 * however it was compressed. Null for a file that is not there or too short. Takes a path or the bytes.
 */
export function readGzipMark(source: string | Buffer): string | null {
  if (typeof source !== "string") {
    return source.length < gzipLengthMin ? null : source.subarray(-tailLength).toString("hex");
  }
  let file: ReturnType<typeof openRegularFileSync>;
  try {
    file = openRegularFileSync(source);
  } catch {
    return null;
  }
  const { descriptor, sizeBytes } = file;
  try {
    if (sizeBytes < gzipLengthMin) return null;
    const tail = Buffer.alloc(tailLength);
    readSync(descriptor, tail, 0, tailLength, sizeBytes - tailLength);
    return tail.toString("hex");
  } finally {
    closeSync(descriptor);
  }
}
