import "server-only";

/** An ingest cannot be carried out with what it was given. The message says what, where and what to do. */
export class IngestError extends Error {
  override readonly name = "IngestError";
}
