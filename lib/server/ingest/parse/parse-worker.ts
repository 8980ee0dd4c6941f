import "server-only";
import { isMainThread, parentPort } from "node:worker_threads";
import { assert } from "#lib/util/assert";
import type { ParseAnswer, ParseRequest } from "./company-parser";
import { packCompany } from "./packed-company";
import { parseCompany } from "./parse-company";

/** The other end of company-parser.ts: reads one file after the other, in a thread of its own. */
function listen(): void {
  const port = parentPort;
  assert(!isMainThread && port !== null, "this file is the start of a worker thread");
  port.on("message", ({ id, fileName, bytes }: ParseRequest) => {
    const parsed = parseCompany(fileName, bytes);
    if (!parsed.ok) return port.postMessage({ id, error: parsed.error } satisfies ParseAnswer);
    const { cik, name, entries } = parsed.value;
    const packed = packCompany(cik, name, entries);
    if (packed === null) return port.postMessage({ id, error: "it has too many filings" } satisfies ParseAnswer);
    const answer = { id, packed } satisfies ParseAnswer;
    return port.postMessage(answer, [packed.codes.buffer, packed.days.buffer, packed.values.buffer]);
  });
}

listen();
