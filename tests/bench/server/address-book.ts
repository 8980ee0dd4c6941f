import "server-only";
import type { Pool } from "undici";
import { screenAnswerSchema } from "#lib/contract/screen";
import { buildScreenAddress } from "./screen-address";

/** What is asked for in turn: every company, and screens that nobody has asked for before. */
export interface AddressBook {
  readonly tickers: readonly string[];
  /** Hash of the current snapshot. */
  readonly snapshot: string;
  readonly screenRoute: (number: number) => string;
  readonly screenPage: (number: number) => string;
  readonly companyRoute: (number: number) => string;
  readonly companyPage: (number: number) => string;
  readonly snapshotFile: string;
}

const rowsPerAnswer = 500;

/** Reads which companies and which snapshot a server has. */
export async function readAddressBook(own: Pool): Promise<AddressBook> {
  const tickers: string[] = [];
  for (;;) {
    const path = `/api/v1/screen?limit=${rowsPerAnswer}&offset=${tickers.length}`;
    const { body } = await own.request({ path, method: "GET" });
    const { rows, total, snapshot } = screenAnswerSchema.parse(await body.json());
    tickers.push(...rows.map(({ ticker }) => ticker));
    if (rows.length > 0 && tickers.length < total) continue;
    const take = (number: number) => encodeURIComponent(tickers[number % tickers.length] ?? "");
    return {
      tickers,
      snapshot: snapshot.id,
      screenRoute: (number) => `/api/v1/screen${buildScreenAddress(number)}`,
      screenPage: (number) => `/screen${buildScreenAddress(number, "page")}`,
      companyRoute: (number) => `/api/v1/companies/${take(number)}`,
      companyPage: (number) => `/company/${take(number)}`,
      snapshotFile: `/api/v1/snapshots/${snapshot.id}?packing=1`,
    };
  }
}
