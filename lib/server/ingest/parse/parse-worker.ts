import "server-only";
import { answerRequests } from "#lib/server/worker/answer-requests";
import { fail, succeed } from "#lib/util/result";
import type { ParseAnswer, ParseRequest } from "./company-parser";
import { packCompany } from "./packed-company";
import { parseCompany } from "./parse-company";

/** The other end of company-parser.ts: reads one file after the other, in a thread of its own. */
answerRequests<ParseRequest, ParseAnswer>(
  ({ fileName, bytes, today }) => {
    const parsed = parseCompany(fileName, bytes, today);
    if (!parsed.ok) return parsed;
    const { cik, name, entries, later } = parsed.value;
    const packed = packCompany(cik, name, entries);
    return packed === null ? fail("it has too many filings") : succeed({ ...packed, later });
  },
  (answer) => (answer.ok ? [answer.value.codes.buffer, answer.value.days.buffer, answer.value.values.buffer] : []),
);
