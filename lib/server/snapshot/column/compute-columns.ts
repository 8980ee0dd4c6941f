import "server-only";
import { createBreath } from "#lib/server/breathe";
import type { DatabaseView } from "#lib/server/db/database";
import type { FactView } from "#lib/server/db/history/packed-history";
import { openFacts } from "#lib/server/db/repository/fact";
import { borrowColumnThread, type ColumnThread } from "./column-thread";
import { type ColumnsRequest, type ComputedCompany, computeCompanyColumns } from "./company-columns";

const companiesPerLot = 20;
/** Lots that the other thread has at hand while this one is busy and cannot give it another. */
const lotsAhead = 3;
/** A thread takes half a second to start. */
const companiesForThread = 300;

/**
 * Computes the columns of companies, in no certain order; those without any figures are left out. Where there are many
 * with copies of their figures (`historyFolder`), another thread takes lots from the end while this one takes them from
 * the beginning. What it cannot do, because a copy is not there or the thread has died, is done here. Between companies
 * whatever else the thread has to answer has its turn (SNAP-10).
 */
export async function* computeColumns(
  database: DatabaseView,
  view: FactView & { readonly companyIds: readonly number[]; readonly historyFolder?: string },
  request: ColumnsRequest,
  threadMin = companiesForThread,
): AsyncGenerator<ComputedCompany> {
  const reader = await openFacts(database, view);
  const { companyIds, ...copies } = view;
  const lots = divide(companyIds);
  const thread = reader.versions.size < threadMin ? null : borrowColumnThread();
  const ready: ComputedCompany[] = [];
  const left: number[] = [];
  const breathe = createBreath();
  const computeLot = async function* (lot: readonly number[]): AsyncGenerator<ComputedCompany> {
    for await (const { companyId, entries } of reader.read(lot)) {
      yield { companyId, columns: computeCompanyColumns(entries, request) };
      await breathe();
    }
  };
  const help = async (helper: ColumnThread) => {
    for (let lot = lots.pop(); lot !== undefined; lot = lots.pop()) {
      const known = lot.flatMap((companyId) => {
        const version = reader.versions.get(companyId);
        return version === undefined ? [] : [{ companyId, version }];
      });
      const answer = await helper.compute({ ...copies, companies: known }, request).catch(() => null);
      const computed = new Set(answer?.map(({ companyId }) => companyId));
      ready.push(...(answer ?? []));
      left.push(...lot.filter((companyId) => !computed.has(companyId)));
      if (answer === null) return;
    }
  };
  const helping = thread === null ? [] : Array.from({ length: lotsAhead }, () => help(thread));
  try {
    for (let lot = lots.shift(); lot !== undefined; lot = lots.shift()) {
      yield* computeLot(lot);
      yield* ready.splice(0);
    }
    await Promise.all(helping);
    yield* ready.splice(0);
    for (const lot of divide(left)) {
      yield* computeLot(lot);
    }
  } finally {
    // A reader that stops half way leaves nothing to be done.
    lots.splice(0);
    thread?.giveBack();
  }
}

function divide(companyIds: readonly number[]): number[][] {
  const lots: number[][] = [];
  for (let from = 0; from < companyIds.length; from += companiesPerLot) {
    lots.push(companyIds.slice(from, from + companiesPerLot));
  }
  return lots;
}
