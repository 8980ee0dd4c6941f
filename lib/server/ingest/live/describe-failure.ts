import "server-only";
import { TransientError } from "./fetch-error";

const connectionCodes = new Map([
  ["ENOTFOUND", "no such host"],
  ["EAI_AGAIN", "its name cannot be looked up"],
  ["ECONNREFUSED", "the connection is refused"],
  ["ENETUNREACH", "there is no network"],
  ["EHOSTUNREACH", "there is no way to it"],
  ["ETIMEDOUT", "it does not answer"],
  ["UND_ERR_CONNECT_TIMEOUT", "it does not answer"],
]);

/** What went wrong on the way, as an error that says whether to try again. */
export function describeFetchFailure(error: unknown, isLate: boolean): unknown {
  if (isLate) return new TransientError("the answer took too long");
  if (!(error instanceof Error)) return error;
  const { code } = error as NodeJS.ErrnoException;
  if (code === undefined) return error;
  const why = connectionCodes.get(code);
  if (why !== undefined) return new TransientError(why, { isUnreachable: true });
  if (code === "UND_ERR_HEADERS_TIMEOUT" || code === "UND_ERR_BODY_TIMEOUT") {
    return new TransientError("the answer stopped coming");
  }
  if (code === "ECONNRESET" || code === "EPIPE" || code.startsWith("UND_ERR") || code.startsWith("HPE_")) {
    return new TransientError("the connection broke before the answer was whole");
  }
  if (/CERT|SSL|TLS|SELF_SIGNED/.test(code))
    return new TransientError(`its certificate: ${error.message}`, { isUnreachable: true });
  return error;
}
