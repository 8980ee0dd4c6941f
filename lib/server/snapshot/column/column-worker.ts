import "server-only";
import { readHistoryFile } from "#lib/server/db/history/history-file";
import { unpackHistory } from "#lib/server/db/history/packed-history";
import { answerRequests } from "#lib/server/worker/answer-requests";
import type { ColumnThreadRequest } from "./column-thread";
import { type ComputedCompany, computeCompanyColumns } from "./company-columns";

/** The other end of column-thread.ts: one lot of companies after the other, in a thread of its own. */
answerRequests<ColumnThreadRequest, readonly ComputedCompany[]>(async ({ lot, columns }) => {
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
});
