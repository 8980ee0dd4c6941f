import { z } from "zod";
import { AppError } from "./app-error";
import { type ErrorCode, errorCodes } from "./error-code";

/** The answer to a refused request: `application/problem+json` (RFC 9457). */
export const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  code: z.enum(Object.keys(errorCodes) as [ErrorCode, ...ErrorCode[]]),
  detail: z.string(),
  requestId: z.string().optional(),
  errors: z
    .array(z.strictObject({ at: z.string(), message: z.string(), start: z.int().optional(), end: z.int().optional() }))
    .optional(),
});

export type Problem = z.infer<typeof problemSchema>;

/** The problem document of an error. An error that is not an AppError is `internal`, and nothing of it leaks. */
export function buildProblem(error: unknown, requestId?: string): Problem {
  const code = error instanceof AppError ? error.code : "internal";
  const { status, title } = errorCodes[code];
  return {
    type: `urn:ballast:error:${code}`,
    title,
    status,
    code,
    detail:
      error instanceof AppError
        ? error.message
        : "The request failed for a reason that is not yours. It has been logged; try again, and name the request id if it fails again.",
    ...(requestId === undefined ? {} : { requestId }),
    ...(error instanceof AppError && error.places.length > 0
      ? { errors: error.places.map(({ text: _text, ...place }) => place) }
      : {}),
  };
}
