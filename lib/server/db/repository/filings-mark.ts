import "server-only";
import type { Database } from "#lib/server/db/database";
import { formatArrayLiteral } from "#lib/server/db/number-list";

/** The marks of what the companies' filings were read from last; a company without one is left out. */
export async function readFilingsMarks(
  database: Database,
  companyIds: readonly number[],
): Promise<ReadonlyMap<number, string>> {
  const rows = await database.client.$queryRaw<{ id: number; mark: string }[]>`
    select id, filings_mark as mark from company
    where id = any(${formatArrayLiteral(companyIds)}::int4[]) and filings_mark is not null`;
  return new Map(rows.map(({ id, mark }) => [id, mark]));
}

/** Notes what the filings of companies were read from, once the figures are stored. */
export async function saveFilingsMarks(database: Database, marks: ReadonlyMap<number, string>): Promise<void> {
  await database.client.$executeRaw`
    update company set filings_mark = arriving.mark
    from unnest(${formatArrayLiteral(marks.keys())}::int4[], ${[...marks.values()]}::text[]) as arriving(id, mark)
    where company.id = arriving.id`;
}
