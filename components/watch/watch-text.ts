import type { WatchOutcome } from "#lib/contract/watchlist";
import { formatCountOf } from "#lib/util/number-text";

/** One company by its ticker, several by their number. */
export function listInWords(tickers: readonly string[]): string {
  return tickers.length === 1 ? (tickers[0] ?? "") : formatCountOf(tickers.length, "company", "companies");
}

const namedMax = 5;

/** What a message says when companies have gone on a list. */
export function describeAdded(
  asked: readonly string[],
  { name, present, unknown }: WatchOutcome,
): { readonly title: string; readonly detail?: string } {
  const onList = asked.filter((ticker) => !unknown.includes(ticker));
  const title = `${listInWords(onList)} ${onList.length === 1 ? "is" : "are"} on "${name}"`;
  const parts = [
    present.length === 0
      ? null
      : onList.length === 1
        ? "It was on the list before."
        : `${formatCountOf(present.length, "company was", "companies were")} on the list before.`,
    unknown.length === 0
      ? null
      : `Not in the current data and left out: ${unknown.slice(0, namedMax).join(", ")}${unknown.length > namedMax ? " and others" : ""}.`,
  ].filter((part) => part !== null);
  return parts.length === 0 ? { title } : { title, detail: parts.join(" ") };
}
