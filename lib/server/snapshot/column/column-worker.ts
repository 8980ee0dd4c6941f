import "server-only";
import { isMainThread, parentPort } from "node:worker_threads";
import { readHistoryFile } from "#lib/server/db/history/history-file";
import { unpackHistory } from "#lib/server/db/history/packed-history";
import { assert } from "#lib/util/assert";
import type { ThreadAnswer, ThreadRequest } from "./column-thread";
import { type ComputedCompany, computeCompanyColumns } from "./company-columns";

/** The other end of column-thread.ts: one lot of companies after the other, in a thread of its own. */
function listen(): void {
  const port = parentPort;
  assert(!isMainThread && port !== null, "this file is the start of a worker thread");
  let last: Promise<unknown> = Promise.resolve();
  port.on("message", (request: ThreadRequest) => {
    // An error ends the thread, and what it had is done by the other.
    last = last.then(async () => {
      const computed = await compute(request);
      port.postMessage({ id: request.id, computed } satisfies ThreadAnswer);
    });
  });
}

async function compute({ lot, columns }: ThreadRequest): Promise<readonly ComputedCompany[]> {
  const { historyFolder } = lot;
  if (historyFolder === undefined) return [];
  const computed: ComputedCompany[] = [];
  const histories = await Promise.all(
    lot.companies.map(({ companyId, version }) => readHistoryFile(historyFolder, companyId, version)),
  );
  for (const [index, { companyId }] of lot.companies.entries()) {
    const history = histories[index];
    if (!history) continue;
    computed.push({ companyId, columns: computeCompanyColumns(unpackHistory(history, lot), columns) });
  }
  return computed;
}

listen();
