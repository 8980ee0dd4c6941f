import { describe, expect, it } from "vitest";
import { detectSource, sourceHeadLength } from "#lib/source/detect-source";
import { formatSourceError } from "#lib/source/source-error";
import { readBytes } from "../../support/read-fixture";

describe("detectSource", () => {
  it.each([
    ["ok-holdings.csv", "holdings"],
    ["ok-holdings-no-preamble_2025-11-11.csv", "holdings"],
    ["ok-companyfacts.json", "companyfacts"],
    ["ok-companyfacts-cik-text.json", "companyfacts"],
    ["ok-tickers.json", "ticker_map"],
    ["ok-tickers-exchange.json", "ticker_map"],
    ["ok-submissions.json", "submissions"],
    ["ok-sic.csv", "sic"],
    ["ok-fundamentals.csv", "fundamentals"],
    ["ok-prices-monthly.csv", "prices"],
    ["ok-prices-daily.csv", "prices"],
    ["ok-rates-value.csv", "rates"],
    ["ok-rates-series.csv", "rates"],
    ["ok-rates-observation.csv", "rates"],
    ["ok-rates-treasury.csv", "rates"],
    ["not-ok-sic.csv", "unknown"],
    ["not-ok-tickers.json", "unknown"],
    ["not-ok-binary.csv", "unknown"],
    ["not-ok-empty.csv", "unknown"],
  ])("SRC-1: recognises %s as %s", (name, kind) => {
    expect(detectSource(readBytes(name).subarray(0, sourceHeadLength))).toBe(kind);
  });

  it.each(["ok-holdings.csv", "ok-fundamentals.csv", "ok-rates-treasury.csv", "ok-prices-daily.csv", "ok-sic.csv"])(
    "recognises %s whatever its lines end with",
    (name) => {
      const kind = detectSource(readBytes(name));
      expect(kind).not.toBe("unknown");
      const text = new TextDecoder().decode(readBytes(name));
      for (const end of ["\r", "\r\n"]) expect(detectSource(text.replaceAll("\n", end))).toBe(kind);
    },
  );

  it("SRC-1: recognises archives by their first bytes", () => {
    expect(detectSource(new Uint8Array([0x50, 0x4b, 3, 4, 0]))).toBe("zip");
    expect(detectSource(new Uint8Array([0x1f, 0x8b, 8, 0]))).toBe("gzip");
  });
});

describe("formatSourceError", () => {
  it("names the file, the place and what was expected", () => {
    expect(formatSourceError("a.csv", { message: "Wrong.", line: 3, expected: "right" })).toBe(
      "a.csv, line 3: Wrong. (expected right)",
    );
    expect(formatSourceError("a.json", { message: "Wrong.", at: "facts" })).toBe("a.json, at facts: Wrong.");
  });
});
