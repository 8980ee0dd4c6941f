import "server-only";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import type { Dispatcher } from "undici";
import { formatMegabytes } from "#lib/server/ingest/read/read-source";
import { formatCount, formatCountOf } from "#lib/util/number-text";
import { TransientError } from "./fetch-error";

const gunzipAsync = promisify(gunzip);

/** A whole answer. */
export interface ReadAnswer {
  /** As text or file content, unpacked. */
  readonly content: Buffer;
  /** As it was sent, when it was sent with gzip. */
  readonly gzipped: Buffer | null;
}

/** An answer is larger than anything that is expected there. */
export class AnswerTooLargeError extends Error {
  override readonly name = "AnswerTooLargeError";
}

/**
 * Reads an answer whole and unpacks it. Throws TransientError for one that is cut off: fewer bytes than announced, or
 * gzip without its end. Throws AnswerTooLargeError as soon as it has more than `maxBytes`, sent or unpacked.
 */
export async function readAnswer(response: Dispatcher.ResponseData, maxBytes: number): Promise<ReadAnswer> {
  const announced = readLength(response.headers);
  if (announced !== null && announced > maxBytes) throw tooLarge(maxBytes);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response.body) {
    chunks.push(chunk as Buffer);
    length += (chunk as Buffer).length;
    if (length > maxBytes) throw tooLarge(maxBytes);
  }
  if (announced !== null && length !== announced) {
    throw new TransientError(`the answer ends after ${formatCountOf(length, "byte")} of ${formatCount(announced)}`);
  }
  const sent = Buffer.concat(chunks);
  const encoding = readHeader(response.headers, "content-encoding")?.toLowerCase() ?? "identity";
  if (encoding === "identity" || encoding === "") return { content: sent, gzipped: null };
  if (encoding !== "gzip" && encoding !== "x-gzip") throw new TransientError(`the answer is in ${encoding}`);
  return { content: await unpack(sent, maxBytes), gzipped: sent };
}

/** Node's own fetch takes gzip without its end for whole; this does not. */
async function unpack(bytes: Buffer, maxBytes: number): Promise<Buffer> {
  try {
    return await gunzipAsync(bytes, { maxOutputLength: maxBytes });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ERR_BUFFER_TOO_LARGE") throw tooLarge(maxBytes);
    throw new TransientError("the answer cannot be unpacked: it is cut off or damaged");
  }
}

function tooLarge(maxBytes: number): AnswerTooLargeError {
  return new AnswerTooLargeError(`the answer has more than the ${formatMegabytes(maxBytes)} allowed`);
}

/** A header that stands once; the first of several. */
export function readHeader(headers: Dispatcher.ResponseData["headers"], name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** The announced length of an answer in bytes, or null. */
export function readLength(headers: Dispatcher.ResponseData["headers"]): number | null {
  const text = readHeader(headers, "content-length");
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}
