import type { ErrorCode } from "./error-code";

/** One place in the input that is wrong. */
export interface ErrorPlace {
  /** The parameter or field. */
  readonly at: string;
  readonly message: string;
  /** The text that the place is in. */
  readonly text?: string;
  /** Characters of the text, end exclusive, where known. */
  readonly start?: number;
  readonly end?: number;
}

/** A request that is refused, with a message for the person who made it. Anything else that is thrown is a bug. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly places: readonly ErrorPlace[];
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: ErrorCode,
    message: string,
    options: {
      readonly places?: readonly ErrorPlace[];
      readonly retryAfterSeconds?: number;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = "AppError";
    this.code = code;
    this.places = options.places ?? [];
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
