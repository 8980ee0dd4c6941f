import "server-only";
import type { FactEntry } from "#lib/fact/filed/entry";
import { parseCompanyFacts } from "#lib/source/company-facts";
import { decodeText } from "#lib/source/decode-text";
import { formatSourceError } from "#lib/source/source-error";
import { fail, type Result, succeed } from "#lib/util/result";

/** One company's figures as its companyfacts file has them. */
export interface ParsedCompany {
  readonly cik: number;
  readonly name: string;
  readonly entries: readonly FactEntry[];
}

/** Reads the bytes of a companyfacts file; the error is the sentence why it cannot be used. */
export function parseCompany(fileName: string, bytes: Uint8Array): Result<ParsedCompany, string> {
  const text = decodeText(bytes);
  if (!text.ok) return fail(text.error.message);
  const parsed = parseCompanyFacts(text.value);
  if (!parsed.ok) return fail(formatSourceError(fileName, parsed.error));
  const { cik, name, entries } = parsed.value;
  return succeed({ cik, name, entries });
}
