import type { FactEntry } from "#lib/fact/filed/entry";
import type { Database } from "#lib/server/db/database";
import { saveCompanies } from "#lib/server/db/repository/company";
import { appendFacts } from "#lib/server/db/repository/fact";
import { startRun } from "#lib/server/db/repository/ingest-run";
import { insertUserRow } from "#lib/server/db/repository/user";
import { insertWatchlistItemRows, insertWatchlistRow } from "#lib/server/db/repository/watchlist";

/** How many figures each company of the endless writer has. */
export const entriesPerCompany = 400;

/** More companies than are followed before the writer is killed. */
const most = 1_000_000;

/** Stores companies with their figures and a watchlist that follows each, and reports each when it is stored. */
export async function storeEndlessly(database: Database, report: (count: number) => void): Promise<void> {
  const run = await startRun(database, { kind: "folder", sample: false });
  const before = await database.client.company.count();
  const user = await insertUserRow(database, { email: `writer-${run.id}@example.com`, name: null, passwordHash: null });
  if (!user.ok) throw new Error(user.error);
  const list = await insertWatchlistRow(database, user.value.id, "Followed", most);
  if (!list.ok) throw new Error(list.error);
  for (let count = before + 1; ; count++) {
    const ticker = `T${count}`;
    const [companyId = 0] = await saveCompanies(database, false, [
      {
        cik: count,
        name: `Company ${count}`,
        sic: null,
        fiscalYearEnd: null,
        securities: [{ ticker, exchange: null }],
      },
    ]);
    await appendFacts(database, run.id, [{ companyId, source: "edgar", entries: makeEntries() }]);
    await insertWatchlistItemRows(database, user.value.id, list.value.id, [{ ticker, companyId }], most);
    report(count);
  }
}

function makeEntries(): readonly FactEntry[] {
  return Array.from({ length: entriesPerCompany }, (_, index) => {
    const end = 18_000 + 90 * (index % 20);
    const fact = `fact_${Math.floor(index / 20)}`;
    const accession = `0000000000-20-${String(index % 20).padStart(6, "0")}`;
    return {
      fact,
      tag: "us-gaap:Tag",
      unit: "USD",
      start: end - 89,
      end,
      value: index,
      accession,
      form: "10-Q",
      filed: end + 30,
    };
  });
}
