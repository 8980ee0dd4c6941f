import "server-only";
import { closeSync, fstatSync, openSync, readSync } from "node:fs";

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
  let file: number;
  try {
    file = openSync(source, "r");
  } catch {
    return null;
  }
  try {
    const { size } = fstatSync(file);
    if (size < gzipLengthMin) return null;
    const tail = Buffer.alloc(tailLength);
    readSync(file, tail, 0, tailLength, size - tailLength);
    return tail.toString("hex");
  } finally {
    closeSync(file);
  }
}
