import "server-only";
import type { Database, DatabaseView, Queryable } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { formatArrayLiteral } from "#lib/server/db/number-list";

/** An issuer. */
export interface Company {
  readonly id: number;
  readonly cik: number | null;
  readonly name: string;
  readonly sic: number | null;
  /** Month and day as EDGAR writes it, "1231". */
  readonly fiscalYearEnd: string | null;
  readonly sample: boolean;
  readonly securities: readonly Security[];
}

/** A ticker of a company. */
export interface Security {
  readonly id: number;
  readonly ticker: string;
  readonly exchange: string | null;
}

/** What is known of a company before it is stored. A null leaves the stored value as it is. */
export interface CompanyInput {
  readonly cik: number | null;
  readonly name: string;
  readonly sic: number | null;
  readonly fiscalYearEnd: string | null;
  /** In capitals. A company without a CIK is recognised by the first. */
  readonly securities: readonly { readonly ticker: string; readonly exchange: string | null }[];
}

const companySelect = {
  id: true,
  cik: true,
  name: true,
  sic: true,
  fiscalYearEnd: true,
  sample: true,
  securities: { select: { id: true, ticker: true, exchange: true }, orderBy: { id: "asc" } },
} satisfies Prisma.CompanySelect;

/**
 * Stores companies with their securities and returns their ids in the order given. A company that is there already is
 * brought up to date; one that was stored without a CIK and now has one keeps its id. Inputs with the same CIK are one
 * company.
 */
export async function saveCompanies(
  database: Database,
  sample: boolean,
  inputs: readonly CompanyInput[],
): Promise<readonly number[]> {
  return database.client.$transaction(
    async (tx) => {
      const ids = await resolveIds(tx, sample, inputs);
      await updateCompanies(tx, ids, inputs);
      await insertSecurities(tx, ids, inputs);
      return ids;
    },
    { timeout: 120_000, maxWait: 120_000 },
  );
}

async function resolveIds(tx: Queryable, sample: boolean, inputs: readonly CompanyInput[]): Promise<readonly number[]> {
  const known = await tx.company.findMany({ where: { sample }, select: companySelect });
  const byCik = new Map<number, number>();
  const byTicker = new Map<string, number>();
  for (const { id, cik, securities } of known) {
    if (cik !== null) byCik.set(cik, id);
    else for (const { ticker } of securities) byTicker.set(ticker, id);
  }
  // A company stored without a CIK that is named with one now keeps its row.
  for (const { cik, securities } of inputs) {
    const ticker = securities[0]?.ticker;
    const unnumbered = ticker === undefined ? undefined : byTicker.get(ticker);
    if (cik === null || ticker === undefined || unnumbered === undefined || byCik.has(cik)) continue;
    byCik.set(cik, unnumbered);
    byTicker.delete(ticker);
  }
  const missing = new Map<number, Prisma.CompanyCreateManyInput>();
  for (const { cik, name } of inputs) {
    if (cik !== null && !byCik.has(cik)) missing.set(cik, { sample, cik, name });
  }
  const created = await tx.company.createManyAndReturn({
    data: [...missing.values()],
    select: { id: true, cik: true },
  });
  for (const { id, cik } of created) if (cik !== null) byCik.set(cik, id);
  const ids: number[] = [];
  for (const input of inputs) ids.push(await resolveId(tx, sample, input, byCik, byTicker));
  return ids;
}

async function resolveId(
  tx: Queryable,
  sample: boolean,
  input: CompanyInput,
  byCik: ReadonlyMap<number, number>,
  byTicker: Map<string, number>,
): Promise<number> {
  const ticker = input.securities[0]?.ticker;
  const there = input.cik !== null ? byCik.get(input.cik) : ticker === undefined ? undefined : byTicker.get(ticker);
  if (there !== undefined) return there;
  const { id } = await tx.company.create({ data: { sample, name: input.name }, select: { id: true } });
  if (ticker !== undefined) byTicker.set(ticker, id);
  return id;
}

async function updateCompanies(tx: Queryable, ids: readonly number[], inputs: readonly CompanyInput[]): Promise<void> {
  await tx.$executeRaw`
    update company set
      cik = coalesce(arriving.cik, company.cik),
      name = arriving.name,
      sic = coalesce(arriving.sic, company.sic),
      fiscal_year_end = coalesce(arriving.fiscal_year_end, company.fiscal_year_end),
      updated_at = now()
    from unnest(
      ${formatArrayLiteral(ids)}::int4[],
      ${formatArrayLiteral(inputs.map(({ cik }) => cik))}::int4[],
      ${inputs.map(({ name }) => name)}::text[],
      ${formatArrayLiteral(inputs.map(({ sic }) => sic))}::int4[],
      ${inputs.map(({ fiscalYearEnd }) => fiscalYearEnd ?? "")}::text[]
    ) as listed(id, cik, name, sic, fiscal_year_end_text),
    lateral (select listed.cik, listed.name, listed.sic, nullif(listed.fiscal_year_end_text, '') as fiscal_year_end) as arriving
    where company.id = listed.id and (
      company.cik is distinct from coalesce(arriving.cik, company.cik)
      or company.name is distinct from arriving.name
      or company.sic is distinct from coalesce(arriving.sic, company.sic)
      or company.fiscal_year_end is distinct from coalesce(arriving.fiscal_year_end, company.fiscal_year_end)
    )`;
}

async function insertSecurities(tx: Queryable, ids: readonly number[], inputs: readonly CompanyInput[]): Promise<void> {
  const rows = new Map<string, { companyId: number; ticker: string; exchange: string | null }>();
  for (const [index, { securities }] of inputs.entries()) {
    const companyId = ids[index];
    if (companyId === undefined) continue;
    for (const { ticker, exchange } of securities) rows.set(`${companyId} ${ticker}`, { companyId, ticker, exchange });
  }
  const listed = [...rows.values()];
  await tx.$executeRaw`
    insert into security as there (company_id, ticker, exchange)
    select company_id, ticker, nullif(exchange, '')
    from unnest(
      ${formatArrayLiteral(listed.map(({ companyId }) => companyId))}::int4[],
      ${listed.map(({ ticker }) => ticker)}::text[],
      ${listed.map(({ exchange }) => exchange ?? "")}::text[]
    ) as listed(company_id, ticker, exchange)
    on conflict (company_id, ticker) do update set exchange = excluded.exchange
    where excluded.exchange is not null and there.exchange is distinct from excluded.exchange`;
}

/** The company with the CIK, or null. */
export function findCompanyByCik(database: Database, sample: boolean, cik: number): Promise<Company | null> {
  return database.client.company.findFirst({ where: { cik, sample }, select: companySelect });
}

/**
 * The company that has the ticker (case is ignored), or null. Where a ticker has wandered, the company that got it
 * last.
 */
export function findCompanyByTicker(database: Database, sample: boolean, ticker: string): Promise<Company | null> {
  return database.client.company.findFirst({
    where: { sample, securities: { some: { ticker: ticker.toUpperCase() } } },
    orderBy: { id: "desc" },
    select: companySelect,
  });
}

/** The companies with the ids; one that does not exist is left out. */
export function listCompaniesByIds(database: Database, ids: readonly number[]): Promise<readonly Company[]> {
  return database.client.company.findMany({ where: { id: { in: [...ids] } }, select: companySelect });
}

/** The companies of SEC filers; those that are not stored are left out. */
export function listCompaniesByCiks(
  database: Database,
  sample: boolean,
  ciks: readonly number[],
): Promise<readonly Company[]> {
  return database.client.company.findMany({ where: { sample, cik: { in: [...ciks] } }, select: companySelect });
}

/** Every company that has or had one of the tickers (in capitals), the one that got it last first. */
export function listCompaniesByTickers(
  database: Database,
  sample: boolean,
  tickers: readonly string[],
): Promise<readonly Company[]> {
  return database.client.company.findMany({
    where: { sample, securities: { some: { ticker: { in: [...tickers] } } } },
    orderBy: { id: "desc" },
    select: companySelect,
  });
}

/** All companies, real or sample, by id. */
export function listCompanies(database: DatabaseView, sample: boolean): Promise<readonly Company[]> {
  return database.client.company.findMany({ where: { sample }, select: companySelect, orderBy: { id: "asc" } });
}
