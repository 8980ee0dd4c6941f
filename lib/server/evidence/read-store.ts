import "server-only";
import { createHash } from "node:crypto";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { type EvidenceCompany, joinCompanies } from "#lib/evidence/store/company";
import { parseListedStocks, parsePastPrices } from "#lib/evidence/store/past-prices";
import { listQuotes } from "#lib/evidence/store/quotes";
import { parseVendorFile, type VendorFile } from "#lib/evidence/store/vendor-file";
import { parsePricesCsv } from "#lib/source/prices-csv";
import { formatSourceError, type SourceError } from "#lib/source/source-error";
import type { Result } from "#lib/util/result";

/** A store that cannot be read: the message names the file and what is wrong. */
export class EvidenceStoreError extends Error {
  override readonly name = "EvidenceStoreError";
}

/** The files of a store by what they hold, each the one file of the folder whose name begins so. */
const fileNames = {
  annual: "fundamentals_annual",
  quarterly: "fundamentals_quarterly",
  prices: "prices_monthly",
  stocks: "stocks",
} as const;

/** A file of the store has a tenth of this. */
const fileBytesMax = 200_000_000;

/** What a file gave, for a person who runs the evidence. */
export interface ReadFile extends RowCount {
  readonly name: string;
  /** Of its bytes, in hexadecimal digits. */
  readonly sha256: string;
}

interface RowCount {
  /** How many rows were read, and how many of them were left out by reason. */
  readonly rowCount: number;
  readonly dropped: ReadonlyMap<string, number>;
}

export interface EvidenceStore {
  readonly companies: readonly EvidenceCompany[];
  readonly files: readonly ReadFile[];
}

export interface StoreRequest {
  readonly folder: string;
  /** Whether the quarters and the quotes of the years from 2020 on are read as well. They are not, unless a policy is judged. */
  readonly hasLateYears: boolean;
  /** A file of quotes from 2021 on; null for none. */
  readonly quotesFile: string | null;
}

/**
 * Reads an evidence store: vendor's fundamentals, past prices, the list of stocks. Throws EvidenceStoreError when a file is
 * not there, too large, or of another form.
 */
export async function readEvidenceStore(request: StoreRequest): Promise<EvidenceStore> {
  const { folder, hasLateYears, quotesFile } = request;
  const files: ReadFile[] = [];
  const names = await readdir(folder).catch(() => []);
  const read = async <Value>(
    path: string,
    parse: (text: string, name: string) => Result<Value, SourceError>,
    count: (value: Value) => RowCount,
  ): Promise<Value> => {
    const name = path.split(/[\\/]/).at(-1) ?? path;
    const { size } = await stat(path);
    if (size > fileBytesMax) throw new EvidenceStoreError(`${name} has ${size} bytes, more than a file of the store.`);
    const bytes = await readFile(path);
    const parsed = parse(bytes.toString("utf8"), name);
    if (!parsed.ok) throw new EvidenceStoreError(formatSourceError(name, parsed.error));
    files.push({ name, sha256: createHash("sha256").update(bytes).digest("hex"), ...count(parsed.value) });
    return parsed.value;
  };
  const locate = (kind: keyof typeof fileNames): string => {
    const found = names.find((name) => name.startsWith(fileNames[kind]) && name.endsWith(".csv"));
    if (found !== undefined) return join(folder, found);
    throw new EvidenceStoreError(
      `${folder} has no file ${fileNames[kind]}*.csv. Name the folder of the evidence store with --from DIR.`,
    );
  };
  const annual = await read(locate("annual"), parseVendorFile, countVendorRows);
  const quarterly = hasLateYears ? await read(locate("quarterly"), parseVendorFile, countVendorRows) : null;
  const prices = await read(locate("prices"), parsePastPrices, ({ pricesByTicker, droppedCount }) => ({
    rowCount: [...pricesByTicker.values()].reduce((sum, each) => sum + each.length, 0) + droppedCount,
    dropped: new Map([["without_price", droppedCount]]),
  }));
  const stocks = await read(locate("stocks"), parseListedStocks, (listed) => countAll(listed.length));
  const quotes =
    hasLateYears && quotesFile !== null
      ? await read(
          quotesFile,
          (text) => parsePricesCsv(text),
          ({ points }) => countAll(points.length),
        )
      : null;
  return {
    companies: joinCompanies({
      annual,
      quarterly,
      stocks,
      pricesByTicker: prices.pricesByTicker,
      quotesByTicker: listQuotes(quotes?.points ?? []),
    }),
    files,
  };
}

function countVendorRows({ rowCount, dropped }: VendorFile): RowCount {
  return { rowCount, dropped };
}

function countAll(rowCount: number): RowCount {
  return { rowCount, dropped: new Map() };
}
