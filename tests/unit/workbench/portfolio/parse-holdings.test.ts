import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { parseHoldings } from "#lib/workbench/portfolio/parse-holdings";
import { formatSize, parseSize, type Sizing, sizeMax, sizings } from "#lib/workbench/portfolio/sizing";

/** What was read as `TICKER size`, with what the numbers are. */
function read(text: string, plainIs: Sizing = "shares") {
  const result = parseHoldings(text, plainIs);
  if (!result.ok) return result.error;
  const { sizing, holdings, problems } = result.value;
  return {
    sizing,
    holdings: holdings.map(({ ticker, size }) => (size === null ? ticker : `${ticker} ${size}`)),
    left: problems.map(({ line, reason }) => `${line}: ${reason}`),
  };
}

describe("a pasted list", () => {
  it.each<[string, string, Sizing | null, readonly string[]]>([
    ["a blank between", "HRI 120\nMDXG 40.5", "shares", ["HRI 120", "MDXG 40.5"]],
    ["a comma", "HRI,120\nMDXG, 40", "shares", ["HRI 120", "MDXG 40"]],
    ["a tab and percent signs", "HRI\t4.5%\nMDXG\t10 %", "weight", ["HRI 0.045", "MDXG 0.1"]],
    ["a semicolon", "HRI;120\r\nMDXG;40\r\n", "shares", ["HRI 120", "MDXG 40"]],
    [
      "separators of thousands",
      'HRI 1,200\nMDXG\t12,500.5\n"LNTH","1,000,000"',
      "shares",
      ["HRI 1200", "MDXG 12500.5", "LNTH 1000000"],
    ],
    ["Swiss and no-break separators", "HRI 1'200\nMDXG\t1\u00a0200", "shares", ["HRI 1200", "MDXG 1200"]],
    ["pairs on a line", "HRI 120, MDXG 40; LNTH 1", "shares", ["HRI 120"]],
    ["tickers alone", "hri, mdxg LNTH", null, ["HRI", "MDXG", "LNTH"]],
    ["tickers alone on lines", "HRI\nMDXG\n\nBRK.B", null, ["HRI", "MDXG", "BRK.B"]],
    ["some without a number", "HRI 120\nMDXG", "shares", ["HRI 120", "MDXG"]],
    ["a header", "Ticker,Shares\nHRI,120", "shares", ["HRI 120"]],
    [
      "columns in another order, and further ones",
      "Name\tWeight (%)\tSymbol\nHerc\t4.5\tHRI\nMiMedx\t95\tMDXG",
      "weight",
      ["HRI 0.045", "MDXG 0.95"],
    ],
    ["a header of words between blanks", "Symbol Number of shares\nHRI 120", "shares", ["HRI 120"]],
    ["shares and weights: shares", "Symbol,Weight,Quantity\nHRI,4.5%,120", "shares", ["HRI 120"]],
    ["a header of tickers alone", "Ticker\nHRI\nMDXG", null, ["HRI", "MDXG"]],
    ["a mark of the encoding, a cashtag", "\ufeff$HRI 120", "shares", ["HRI 120"]],
    ["an empty number", "Ticker,Shares\nHRI,\nMDXG,40", "shares", ["HRI", "MDXG 40"]],
    ["nothing held", "HRI 0", "shares", ["HRI 0"]],
  ])("reads %s", (name, text, sizing, holdings) => {
    const found = read(text);
    if (name === "pairs on a line") {
      expect(read("HRI 120, MDXG 40")).toMatchObject({ holdings: ["HRI 120", "MDXG 40"], left: [] });
      expect(read("HRI 120; MDXG 1,040")).toMatchObject({ holdings: ["HRI 120", "MDXG 1040"], left: [] });
      return;
    }
    expect(found).toEqual({ sizing, holdings, left: [] });
  });

  it("reads plain numbers as what they are said to be", () => {
    expect(read("HRI 4.5\nMDXG 95.5", "weight")).toMatchObject({
      sizing: "weight",
      holdings: ["HRI 0.045", "MDXG 0.955"],
    });
    expect(read("Ticker,Shares\nHRI,120", "weight")).toMatchObject({ sizing: "shares", holdings: ["HRI 120"] });
  });

  it.each<[string, string, readonly string[], string]>([
    ["a negative number", "HRI -5\nMDXG 1", ["MDXG 1"], "1: “-5” is negative. A list holds what is owned."],
    [
      "a number in brackets",
      "Ticker,Shares\nHRI,(5)\nMDXG,1",
      ["MDXG 1"],
      "2: “(5)” is negative. A list holds what is owned.",
    ],
    [
      "too many shares",
      "HRI 99999999999\nMDXG 1",
      ["MDXG 1"],
      "1: “99999999999” is more than 10 billion shares, the most there can be.",
    ],
    ["too large a weight", "HRI 101%\nMDXG 1%", ["MDXG 0.01"], "1: “101%” is more than 100%, the most there can be."],
    [
      "an amount of money",
      "HRI $500\nMDXG 1",
      ["MDXG 1"],
      "1: “$500” is an amount of money. Give a count of shares or a weight in percent.",
    ],
    ["a decimal comma", "HRI;4,5\nMDXG;1", ["MDXG 1"], "1: “4,5” is not a number, such as 1,200."],
    [
      "a decimal comma that looks like thousands",
      "HRI;0,045\nMDXG;1",
      ["MDXG 1"],
      "1: “0,045” is not a number, such as 1,200.",
    ],
    [
      "a number that its commas cut",
      "HRI,1,200\nMDXG,1",
      ["MDXG 1"],
      "1: “1,200” may be one number or several. Write 1200, or put quotes around it.",
    ],
    [
      "the same behind a header",
      "Ticker,Shares\nHRI,1,200\nMDXG,1",
      ["MDXG 1"],
      "2: “1,200” may be one number or several. Write 1200, or put quotes around it.",
    ],
    [
      "several numbers",
      "HRI 120 4.5\nMDXG 1",
      ["MDXG 1"],
      "1: There is more than a ticker and a number. Name the columns in a first line, such as Ticker, Shares.",
    ],
    [
      "a number first",
      "120 HRI\nMDXG 1",
      ["MDXG 1"],
      "1: The line begins with a number. Give the ticker first, or name the columns.",
    ],
    [
      "what is no ticker",
      "Ticker,Shares\nHerc Holdings Inc,5\nMDXG,1",
      ["MDXG 1"],
      "2: “Herc Holdings Inc” is not a ticker, such as ABC.",
    ],
    ["no ticker", "Ticker,Shares\n,5\nMDXG,1", ["MDXG 1"], "2: There is no ticker in the column of tickers."],
    [
      "a count among percentages",
      "HRI 4%\nMDXG 1",
      ["HRI 0.04"],
      "2: The number has no percent sign, and others here have one.",
    ],
    [
      "a percentage among shares",
      "Ticker,Shares\nHRI,4%\nMDXG,1",
      ["MDXG 1"],
      "2: “4%” is a percentage, and this is a count of shares.",
    ],
    [
      "one ticker with two numbers",
      "HRI 5\nMDXG 1\nhri 6",
      ["MDXG 1"],
      "3: HRI stands on lines 1 and 3 with different numbers, so none was taken. Write it once.",
    ],
  ])("leaves out %s with the line and the reason, and keeps the rest", (_, text, holdings, left) => {
    expect(read(text)).toMatchObject({ holdings, left: [left] });
  });

  it("counts what stands there twice with one number once, and says so", () => {
    const result = parseHoldings("HRI 5\nMDXG 1\nHRI 5\nMDXG", "shares");
    expect(result).toMatchObject({ ok: true, value: { repeated: ["HRI", "MDXG"], problems: [] } });
    expect(read("HRI 5\nMDXG 1\nHRI 5\nMDXG")).toMatchObject({ holdings: ["HRI 5", "MDXG 1"] });
  });

  it.each([
    ["nothing", " \n\t\n", "There is no ticker in it. Give a ticker and a number on each line, such as ABC 120."],
    [
      "a file that is cut off",
      'Ticker,Shares\nHRI,120\n"MDXG,4',
      "Line 3 opens a quote and never closes it: the text is cut off or damaged. Save it anew.",
    ],
    [
      "what is no text",
      "HRI 120\nMD\u0000XG 4",
      "Line 2 has characters that no text has. Save it as text in UTF-8, and try again.",
    ],
    [
      "another encoding, read as UTF-8",
      "HRI 120\nMD\ufffdXG 4",
      "Line 2 has characters that no text has. Save it as text in UTF-8, and try again.",
    ],
    [
      "fractions in place of percentages",
      "Ticker,Weight\nHRI,0.4\nMDXG,0.6",
      "As percentages these weights come to 1% together, so they may be fractions. Write them with a sign, such as 4.5%.",
    ],
    [
      "far too much",
      "x".repeat(500_001),
      "The text has 500,001 characters, and the most is 500,000. Keep the columns of tickers and numbers alone.",
    ],
    [
      "far too many lines",
      "A 1\n".repeat(10_001),
      "The text has more than 10,000 lines. A list holds 2,000 companies.",
    ],
  ])("refuses %s in a sentence", (_, text, message) => {
    expect(read(text)).toBe(message);
  });

  test("of any companies and sizes is read back as it was written, however it is written", () => {
    const ticker = fc.stringMatching(/^[A-Z]{1,5}$/);
    const size = {
      shares: fc.integer({ min: 0, max: 1e9 }),
      weight: fc.integer({ min: 0, max: 10_000 }).map((each) => each / 10_000),
    };
    const lists = fc.constantFrom(...sizings).chain((sizing) =>
      fc.record({
        sizing: fc.constant(sizing),
        rows: fc.uniqueArray(fc.tuple(ticker, size[sizing]), {
          selector: ([name]) => name,
          minLength: 1,
          maxLength: 30,
        }),
      }),
    );
    const marks = fc.constantFrom(" ", "\t", ";", "quoted");
    const ends = fc.constantFrom("\n", "\r\n", "\r");
    fc.assert(
      fc.property(lists, marks, ends, fc.boolean(), ({ sizing, rows }, mark, end, hasHeader) => {
        // A first ticker that is the name of a column makes a header of its line.
        fc.pre(rows.every(([name]) => !["CODE"].includes(name)));
        const write = (cells: readonly string[]) =>
          mark === "quoted" ? cells.map((cell) => `"${cell}"`).join(",") : cells.join(mark);
        const header = hasHeader ? [write(["Ticker", sizing === "shares" ? "Shares" : "Weight"])] : [];
        const text = [...header, ...rows.map(([name, each]) => write([name, formatSize(each, sizing)]))].join(end);
        const result = parseHoldings(text, sizing);
        if (!result.ok) throw new Error(`${result.error}: ${text}`);
        expect(result.value.problems).toEqual([]);
        expect(result.value.sizing).toBe(sizing);
        expect(result.value.holdings.map(({ ticker: name, size: each }) => [name, each])).toEqual(rows);
      }),
    );
  });

  test("of any text is read or refused in a sentence, and never holds a size out of bounds or a ticker twice", () => {
    const words = fc.constantFrom(
      "HRI",
      "MDXG",
      "Ticker",
      "Shares",
      "1,200",
      "-4",
      "4.5%",
      "1e9",
      '"',
      ",",
      ";",
      "\t",
      "\n",
      " ",
      "$5",
      "0",
    );
    const texts = fc.oneof(
      fc.string(),
      fc.array(words, { maxLength: 40 }).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(texts, fc.constantFrom(...sizings), (text, plainIs) => {
        const result = parseHoldings(text, plainIs);
        if (!result.ok) {
          expect(result.error).toMatch(/\.$/);
          return;
        }
        const { holdings, sizing, problems } = result.value;
        expect(new Set(holdings.map(({ ticker }) => ticker)).size).toBe(holdings.length);
        for (const { size } of holdings) {
          if (size === null) continue;
          expect(sizing).not.toBeNull();
          expect(size).toBeGreaterThanOrEqual(0);
          expect(size).toBeLessThanOrEqual(sizeMax[sizing ?? "weight"]);
        }
        for (const { line, reason } of problems) {
          expect(line).toBeGreaterThan(0);
          expect(reason).toMatch(/\.$/);
        }
      }),
    );
  });
});

describe("a size", () => {
  it("is read back as it is written", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e8 }), (each) => {
        expect(parseSize(formatSize(each / 1e4, "shares"), "shares")).toEqual({ ok: true, value: each / 1e4 });
        expect(parseSize(formatSize(each / 1e8, "weight"), "weight")).toEqual({ ok: true, value: each / 1e8 });
      }),
    );
  });

  it.each([
    ["", "shares", null],
    ["1,200", "shares", 1200],
    [".5", "shares", 0.5],
    ["4.5", "weight", 0.045],
    ["4.5 %", "weight", 0.045],
    ["100%", "weight", 1],
  ] as const)("%j as %s is %s", (text, sizing, size) => {
    expect(parseSize(text, sizing)).toEqual({ ok: true, value: size });
  });

  it.each(["-1", "−1", "1e5", "NaN", "Infinity", "12,34", "1 200", "€5", "10000000001", "5%"])(
    "is not %j shares",
    (text) => {
      expect(parseSize(text, "shares").ok).toBe(false);
    },
  );
});
