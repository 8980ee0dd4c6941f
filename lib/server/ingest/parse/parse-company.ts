import "server-only";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { type LaterRows, parseCompanyFacts } from "#lib/source/company-facts";
import { decodeText } from "#lib/source/decode-text";
import { formatSourceError } from "#lib/source/source-error";
import { fail, type Result, succeed } from "#lib/util/result";

/** One company's figures as its companyfacts file has them. */
export interface ParsedCompany {
  readonly cik: number;
  readonly name: string;
  readonly entries: readonly FactEntry[];
  /** Figures that are dated as filed after today, which are left out, and where the first stands. */
  readonly later: LaterRows | null;
}

/** Reads the bytes of a companyfacts file as of a day (undefined: no day is too late); the error is the sentence why it cannot be used. */
export function parseCompany(
  fileName: string,
  bytes: Uint8Array,
  today: Day | undefined,
): Result<ParsedCompany, string> {
  const text = decodeText(bytes);
  if (!text.ok) return fail(text.error.message);
  const parsed = parseCompanyFacts(text.value, { today });
  if (!parsed.ok) return fail(formatSourceError(fileName, parsed.error));
  const { cik, name, entries, later } = parsed.value;
  return succeed({ cik, name, entries, later });
}
