import { describe, expect, it } from "vitest";
import { decodeHoldings, holdingsFileBytesMax } from "#lib/workbench/portfolio/decode-holdings";

const encode = (text: string) => new TextEncoder().encode(text);

describe("a file of holdings", () => {
  it("is text in UTF-8, with or without a mark", () => {
    expect(decodeHoldings(encode("HRI 120"))).toEqual({ ok: true, value: "HRI 120" });
    expect(decodeHoldings(Uint8Array.of(0xef, 0xbb, 0xbf, ...encode("HRI 120")))).toEqual({
      ok: true,
      value: "HRI 120",
    });
  });

  it.each([
    ["an empty one", new Uint8Array(), "The file is empty."],
    [
      "a workbook",
      Uint8Array.of(0x50, 0x4b, 3, 4, 0, 0),
      "The file is a workbook or an archive, not text. Save the sheet as CSV in UTF-8, and load that.",
    ],
    [
      "an old workbook",
      Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0),
      "The file is a workbook or an archive, not text. Save the sheet as CSV in UTF-8, and load that.",
    ],
    ["one in UTF-16", Uint8Array.of(0xff, 0xfe, 0x48, 0), "The file is in UTF-16. Save it as UTF-8."],
    [
      "one in Latin-1",
      Uint8Array.of(...encode("HRI 120\nNestl"), 0xe9, ...encode(" 4\n")),
      "The file is not UTF-8, perhaps Latin-1 (Windows-1252). Save it as UTF-8. The first sign that is not stands on line 2.",
    ],
    [
      "one that is too large",
      new Uint8Array(holdingsFileBytesMax + 1).fill(65),
      "The file has 1,001 kB, and the most is 1,000 kB. Keep the columns of tickers and numbers alone.",
    ],
  ])("is refused in a sentence: %s", (_, bytes, message) => {
    expect(decodeHoldings(bytes)).toEqual({ ok: false, error: message });
  });
});
