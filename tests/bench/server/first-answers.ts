import "server-only";
import type { Pool } from "undici";
import { companyAnswerSchema } from "#lib/contract/company";
import type { BenchResult, Say } from "../bench-part";
import { compareLimit } from "../engine/compare-limit";
import { formatFigure } from "../engine/statistics";
import type { AddressBook } from "./address-book";
import { readProcessorMs } from "./processor-time";
import { read } from "./request-race";

const firstPageMsMax = 60;
const routeBytesMax = 300_000;
/** What the compiler of the engine has not seen yet is slow for whoever comes first; some other pages come before. */
const warmingPages = 40;

/**
 * The first page of each company in turn, in processor time of the server, and the size of each answer of the API. What
 * the page and the answer say is checked.
 */
export async function measureFirstAnswers(
  own: Pool,
  pid: number,
  book: AddressBook,
  say: Say,
): Promise<readonly BenchResult[]> {
  const times: number[] = [];
  for (const [number, ticker] of book.tickers.entries()) {
    const before = readProcessorMs(pid);
    const page = (await read(own, book.companyPage(number))).toString("utf8");
    if (number >= warmingPages) times.push(readProcessorMs(pid) - before);
    if (!page.includes(`>${ticker}</span>`)) throw new Error(`The page of ${ticker} does not name it`);
  }
  let largest = 0;
  for (const [number, ticker] of book.tickers.entries()) {
    const bytes = await read(own, book.companyRoute(number));
    largest = Math.max(largest, bytes.length);
    const answer = companyAnswerSchema.parse(JSON.parse(bytes.toString("utf8")));
    if (answer.ticker !== ticker) throw new Error(`The answer of ${ticker} is about ${answer.ticker}`);
  }
  times.sort((a, b) => a - b);
  const take = (share: number) => times[Math.min(times.length - 1, Math.floor(share * times.length))] ?? Number.NaN;
  say(
    `First page of a company: ${formatFigure(take(0.5))} ms of processor time, ` +
      `95% within ${formatFigure(take(0.95))} ms; largest answer of the API ${formatFigure(largest)} bytes`,
  );
  const { length } = book.tickers;
  return [
    compareLimit("first page of a company, 95% of them", length, take(0.95), firstPageMsMax, "ms"),
    compareLimit("largest answer about a company", length, largest, routeBytesMax, "bytes"),
  ];
}
