import "server-only";
import type { Day } from "#lib/fact/filed/entry";
import type { Database, DatabaseView, Queryable } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { formatArrayLiteral } from "#lib/server/db/number-list";

/** A line of a holdings file. Weight is a ratio of the fund. */
export interface ConstituentRow {
  readonly companyId: number | null;
  readonly ticker: string;
  readonly nameListed: string;
  readonly sector: string | null;
  readonly assetClass: string | null;
  readonly exchange: string | null;
  readonly location: string | null;
  readonly currency: string | null;
  readonly weight: number | null;
  readonly priceUsd: number | null;
  readonly marketValueUsd: number | null;
  readonly quantity: number | null;
}

/** Which list of constituents: `russell2000`, `sp500` or `sp600`, real or of the sample universe. */
export interface IndexKey {
  readonly indexId: string;
  readonly sample: boolean;
}

/** The constituents of an index at a date, without the members. */
export interface IndexSnapshotHead extends IndexKey {
  readonly id: number;
  readonly asOfDay: Day;
  readonly sourceName: string;
  readonly runId: number;
  readonly constituentCount: number;
}

/** The constituents of an index at a date, in the order of the file. */
export interface IndexSnapshot extends IndexSnapshotHead {
  readonly constituents: readonly ConstituentRow[];
}

const constituentSelect = {
  companyId: true,
  ticker: true,
  nameListed: true,
  sector: true,
  assetClass: true,
  exchange: true,
  location: true,
  currency: true,
  weight: true,
  priceUsd: true,
  marketValueUsd: true,
  quantity: true,
} satisfies Prisma.ConstituentSelect;

const headSelect = {
  id: true,
  indexId: true,
  sample: true,
  asOfDay: true,
  sourceName: true,
  runId: true,
  _count: { select: { constituents: true } },
} satisfies Prisma.IndexSnapshotSelect;

/** Stores the constituents of an index at a date, in place of those that an earlier run stored for the same date. */
export async function saveIndexSnapshot(
  database: Database,
  snapshot: IndexKey & {
    readonly asOfDay: Day;
    readonly sourceName: string;
    readonly runId: number;
    readonly constituents: readonly ConstituentRow[];
  },
): Promise<number> {
  const { indexId, sample, asOfDay, sourceName, runId, constituents } = snapshot;
  return database.client.$transaction(
    async (tx) => {
      const { id } = await tx.indexSnapshot.upsert({
        where: { indexId_sample_asOfDay: { indexId, sample, asOfDay } },
        create: { indexId, sample, asOfDay, sourceName, runId },
        update: { sourceName, runId },
        select: { id: true },
      });
      await tx.constituent.deleteMany({ where: { indexSnapshotId: id } });
      await insertConstituents(tx, id, constituents);
      return id;
    },
    { timeout: 120_000, maxWait: 120_000 },
  );
}

async function insertConstituents(tx: Queryable, id: number, constituents: readonly ConstituentRow[]): Promise<void> {
  const texts = (pick: (constituent: ConstituentRow) => string | null) =>
    constituents.map((constituent) => pick(constituent) ?? "");
  const numbers = (pick: (constituent: ConstituentRow) => number | null) => formatArrayLiteral(constituents.map(pick));
  await tx.$executeRaw`
    insert into constituent (
      index_snapshot_id, position, company_id, security_id, ticker, name_listed, sector, asset_class, exchange,
      location, currency, weight, price_usd, market_value_usd, quantity
    )
    select ${id}::int4, listed.position - 1, listed.company_id, security.id, listed.ticker, listed.name_listed,
      nullif(listed.sector, ''), nullif(listed.asset_class, ''), nullif(listed.exchange, ''),
      nullif(listed.location, ''), nullif(listed.currency, ''), listed.weight, listed.price_usd,
      listed.market_value_usd, listed.quantity
    from unnest(
      ${numbers(({ companyId }) => companyId)}::int4[],
      ${texts(({ ticker }) => ticker)}::text[],
      ${texts(({ nameListed }) => nameListed)}::text[],
      ${texts(({ sector }) => sector)}::text[],
      ${texts(({ assetClass }) => assetClass)}::text[],
      ${texts(({ exchange }) => exchange)}::text[],
      ${texts(({ location }) => location)}::text[],
      ${texts(({ currency }) => currency)}::text[],
      ${numbers(({ weight }) => weight)}::float8[],
      ${numbers(({ priceUsd }) => priceUsd)}::float8[],
      ${numbers(({ marketValueUsd }) => marketValueUsd)}::float8[],
      ${numbers(({ quantity }) => quantity)}::float8[]
    ) with ordinality as listed(
      company_id, ticker, name_listed, sector, asset_class, exchange, location, currency, weight, price_usd,
      market_value_usd, quantity, position
    )
    left join security on security.company_id = listed.company_id and security.ticker = upper(listed.ticker)`;
}

/** The constituents of the index at its newest date on or before `asOfDay` (its newest date when left out), or null. */
export async function getIndexSnapshot(
  database: DatabaseView,
  key: IndexKey,
  asOfDay?: Day,
): Promise<IndexSnapshot | null> {
  const found = await database.client.indexSnapshot.findFirst({
    where: {
      indexId: key.indexId,
      sample: key.sample,
      ...(asOfDay === undefined ? {} : { asOfDay: { lte: asOfDay } }),
    },
    orderBy: { asOfDay: "desc" },
    select: { ...headSelect, constituents: { select: constituentSelect, orderBy: { position: "asc" } } },
  });
  if (found === null) return null;
  const { constituents, ...head } = found;
  return { ...toHead(head), constituents };
}

/** The constituents of the index at the oldest date at which they are known, or null. */
export async function getOldestIndexSnapshot(database: DatabaseView, key: IndexKey): Promise<IndexSnapshot | null> {
  const oldest = await database.client.indexSnapshot.findFirst({
    where: { indexId: key.indexId, sample: key.sample },
    orderBy: { asOfDay: "asc" },
    select: { asOfDay: true },
  });
  return oldest === null ? null : getIndexSnapshot(database, key, oldest.asOfDay);
}

/** When a company, or a ticker that no company is known for, was last in the index. */
export interface LastListing {
  readonly ticker: string;
  readonly asOfDay: Day;
  /** The day of the next list, which does not have it; null when it is on the newest one. */
  readonly goneOn: Day | null;
}

/**
 * The newest list up to a day that has one of the companies, or one of the tickers on a line that no company is known
 * for.
 */
export async function findLastListing(
  database: Database,
  { indexId, sample }: IndexKey,
  wanted: { readonly companyIds: readonly number[]; readonly tickers: readonly string[]; readonly maxDay: Day },
): Promise<LastListing | null> {
  const found = await database.client.constituent.findFirst({
    where: {
      indexSnapshot: { indexId, sample, asOfDay: { lte: wanted.maxDay } },
      OR: [{ companyId: { in: [...wanted.companyIds] } }, { companyId: null, ticker: { in: [...wanted.tickers] } }],
    },
    orderBy: [{ indexSnapshot: { asOfDay: "desc" } }, { position: "asc" }],
    select: { ticker: true, indexSnapshot: { select: { asOfDay: true } } },
  });
  if (found === null) return null;
  const { asOfDay } = found.indexSnapshot;
  const next = await database.client.indexSnapshot.findFirst({
    where: { indexId, sample, asOfDay: { gt: asOfDay } },
    orderBy: { asOfDay: "asc" },
    select: { asOfDay: true },
  });
  return { ticker: found.ticker, asOfDay, goneOn: next?.asOfDay ?? null };
}

/** The dates at which the constituents of the index are known, newest first. */
export async function listIndexSnapshots(database: DatabaseView, key: IndexKey): Promise<readonly IndexSnapshotHead[]> {
  const found = await database.client.indexSnapshot.findMany({
    where: { indexId: key.indexId, sample: key.sample },
    orderBy: { asOfDay: "desc" },
    select: headSelect,
  });
  return found.map(toHead);
}

function toHead(row: Prisma.IndexSnapshotGetPayload<{ select: typeof headSelect }>): IndexSnapshotHead {
  const { _count, ...head } = row;
  return { ...head, constituentCount: _count.constituents };
}
