import { tickerPattern } from "#lib/source/ticker-pattern";
import { fail, type Result, succeed } from "#lib/util/result";

/** The most companies that an address carries through a sign-in: some 1,500 characters. */
export const wishTickersMax = 200;

const tickersKey = "tickers";
const returnKey = "return";

/**
 * The address of the page that asks on which list companies go, and leads back to `returnPath`. It changes nothing by itself, so
 * that it may stand in a link and behind a sign-in. Only the first `wishTickersMax` tickers are carried.
 */
export function formatWatchWish(tickers: readonly string[], returnPath: string): string {
  const parameters = new URLSearchParams({ [returnKey]: returnPath });
  const list = tickers.slice(0, wishTickersMax).map(encodeURIComponent).join(",");
  return `/watchlists/add?${tickersKey}=${list}&${parameters}`;
}

/** The tickers of such an address, each once. Errors: a sentence that says what cannot be read. */
export function parseWatchWish(parameters: URLSearchParams): Result<readonly string[], string> {
  const given = parameters.getAll(tickersKey);
  if (given.length !== 1 || given[0] === "") return fail("The address names no company to put on a list.");
  const tickers = [...new Set((given[0] ?? "").split(",").map((ticker) => ticker.trim().toUpperCase()))];
  if (tickers.length > wishTickersMax) {
    return fail(`The address names more than ${wishTickersMax} companies. Select fewer of them at once.`);
  }
  const wrong = tickers.find((ticker) => !tickerPattern.test(ticker));
  return wrong === undefined ? succeed(tickers) : fail(`"${wrong.slice(0, 20)}" is not a ticker, such as HRI.`);
}
