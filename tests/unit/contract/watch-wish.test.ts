import { describe, expect, it } from "vitest";
import { readReturnPath } from "#lib/contract/return-path";
import { formatWatchWish, parseWatchWish, wishTickersMax } from "#lib/contract/watch-wish";

const read = (address: string) => parseWatchWish(new URL(address, "https://a.example").searchParams);

describe("C-20: a wish that an address carries through a sign-in", () => {
  it("comes back as it was, with the way back", () => {
    const here = "/screen?q=roic%20%3E%2010%25&sort=-roic";
    const address = formatWatchWish(["HRI", "MOG-A", "BRK.B"], here);
    expect(read(address)).toEqual({ ok: true, value: ["HRI", "MOG-A", "BRK.B"] });
    expect(new URL(address, "https://a.example").searchParams.get("return")).toBe(here);
    expect(readReturnPath(address)).toBe(address);
  });

  it("is read in any case, each ticker once", () => {
    expect(read("/watchlists/add?tickers=hri,HRI,%20cbt")).toEqual({ ok: true, value: ["HRI", "CBT"] });
  });

  it.each([
    ["/watchlists/add", "names no company"],
    ["/watchlists/add?tickers=", "names no company"],
    ["/watchlists/add?tickers=HRI&tickers=CBT", "names no company"],
    ["/watchlists/add?tickers=HRI,,CBT", "is not a ticker"],
    ["/watchlists/add?tickers=%3Cscript%3E", "is not a ticker"],
    ["/watchlists/add?tickers=AAAAAAAAAAAAA", "is not a ticker"],
    [`/watchlists/add?tickers=${Array.from({ length: wishTickersMax + 1 }, (_, at) => `A${at}`)}`, "more than 200"],
  ])("is refused with a sentence: %s", (address, words) => {
    expect(read(address)).toEqual({ ok: false, error: expect.stringContaining(words) });
  });

  it("carries as many as it may", () => {
    const tickers = Array.from({ length: wishTickersMax }, (_, at) => `A${at}`);
    expect(read(formatWatchWish(tickers, "/screen"))).toEqual({ ok: true, value: tickers });
  });
});
