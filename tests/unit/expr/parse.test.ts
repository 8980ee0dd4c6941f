import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { getChildren } from "#lib/expr/children";
import type { ExprError } from "#lib/expr/expr-error";
import { findBrokenLimit } from "#lib/expr/limits";
import { parse } from "#lib/expr/parse";
import { tokenize } from "#lib/expr/tokenize";
import { requireNode } from "../../support/expression-table";

function requireError(text: string): ExprError {
  const parsed = parse(text);
  if (parsed.ok) throw new Error(`${text} was read`);
  return parsed.error[0] as ExprError;
}

function getPlace(text: string): string {
  const { span } = requireError(text);
  return text.slice(span.start, span.end);
}

describe("L-10: what is wrong, where, and what to do", () => {
  test.each([
    ["", "empty", "", "interest_cover >= 3"],
    ["-- nothing but a comment", "empty", "-- nothing but a comment", "Write an expression"],
    ["revenue >", "unfinished", "", "What should > compare with?"],
    ["revenue > )", "unexpected", ")", "What should > compare with?"],
    ["(revenue > 3", "unfinished", "", undefined],
    ["revenue > 3)", "unexpected", ")", "never opened"],
    ["revenue > 1,000", "unexpected", ",", "thousands separators"],
    ["revenue > 3 millions", "unexpected", "millions", "Write 3 million."],
    ["revenue > 3 bp", "unexpected", "bp", "3bp"],
    ["revenue > 1e400 m", "bad_number", "1e400", "largest"],
    ["revenue > 1e308 bn", "bad_number", "1e308 bn", "largest"],
    ["1 < revenue < 5", "unexpected", "<", "between"],
    ["a in (1) in (2)", "unexpected", "in", "Brackets"],
    ["sector in energy", "unexpected", "energy", "sector in (industrials, energy)"],
    ["sector = information technology", "unexpected", "technology", "information_technology"],
    ["a between 1 or 2", "unexpected", "or", "between 1 and 5"],
    ["revenue == 3", "bad_character", "==", "Write = instead"],
    ["a && b", "bad_character", "&&", "Write and instead"],
    ["a ≤ 3", "bad_character", "≤", "Write <= instead"],
    ["sector = “Energy”", "bad_character", "“", 'Write " instead'],
    ["a ^ 2", "bad_character", "^", undefined],
    ["a > $", "bad_character", "$", "$300m"],
    ["a > 5bps", "bad_number", "5bps", "Did you mean 5bp?"],
    ["a > $5mm", "bad_number", "$5mm", "Did you mean 5m?"],
    ["a > $5%", "bad_number", "$5%", "either"],
    ["a > 1e999", "bad_number", "1e999", "largest"],
    ["ticker = 3M1", "bad_number", "3M1", "quotes"],
    ["a > 1q", "bad_number", "1q", undefined],
    ["sector = 'energy", "bad_text", "'energy", "Close it"],
    ["sector = 'en\\ergy'", "bad_text", "\\e", "backslash"],
    ["revenue[-6]", "bad_lag", "[-6]", "[-5]"],
    ["revenue[-21q]", "bad_lag", "[-21q]", "[-1q]"],
    ["revenue[1]", "bad_lag", "[", "[-1]"],
    ["revenue[-x]", "bad_lag", "[-", "[-1]"],
    ["(a + b)[-1]", "bad_lag", "[", "each name inside"],
    ["mean(a, 3)[-1]", "bad_lag", "[", "each name inside"],
    ["a is reported", "unexpected", "reported", "Did you mean not_reported?"],
    ["a is 3", "unexpected", "3", "write ="],
    ["missing(nodebt)", "wrong_arguments", "missing(nodebt)", "Did you mean no_debt?"],
    ["missing()", "wrong_arguments", "missing()", "not_reported"],
    ["and", "unexpected", "and", '"and"'],
    ["a\u0000b", "bad_character", "\u0000", undefined],
  ])("%j: %s at %j", (text, code, place, hint) => {
    const error = requireError(text);
    expect(error.code).toBe(code);
    expect(getPlace(text)).toBe(place);
    if (hint === undefined) expect(error.hint ?? "").not.toContain("undefined");
    else expect(error.hint).toContain(hint);
  });

  test("a control character is named by its code", () => {
    expect(requireError("a > \u0007").message).toContain("U+0007");
  });
});

describe("L-9: limits", () => {
  test("4,000 characters are read, one more is refused", () => {
    const text = `a${" ".repeat(3_998)}`;
    expect(parse(`${text}+`).ok).toBe(false);
    expect(parse(`a${" ".repeat(3_999)}`).ok).toBe(true);
    expect(requireError(`a${" ".repeat(4_000)}`).code).toBe("too_long");
  });

  test("200 parts are read, one more is refused at its place", () => {
    const names = (count: number): string => Array.from({ length: count }, () => "a").join(" and ");
    expect(parse(names(199)).ok).toBe(true);
    expect(requireError(names(200)).code).toBe("too_many_nodes");
  });

  test("32 levels are read, one more is refused", () => {
    const nested = (levels: number): string => `${"abs(".repeat(levels - 1)}a${")".repeat(levels - 1)}`;
    expect(parse(nested(32)).ok).toBe(true);
    expect(requireError(nested(33)).code).toBe("too_deep");
  });

  test.each([
    ["brackets", "("],
    ["minuses", "- "],
    ["nots", "not "],
    ["calls", "abs("],
    ["lists", "a in ("],
    ["lags", "a["],
    ["quotes", "'"],
    ["backslashes", "'\\"],
    ["commas", ","],
    ["comments", "--"],
    ["digits", "9"],
    ["dollars", "$ "],
    ["dots", "1.1"],
    ["exponents", "1e"],
    ["spaces", " \u00a0"],
  ])("a hundred thousand %s are answered by name of the limit or mistake", (_, piece) => {
    const long = piece.repeat(Math.ceil(100_000 / piece.length));
    expect(requireError(long).code).toBe("too_long");
    expect(parse(long.slice(0, 4_000)).ok === false || piece === "9").toBe(true);
    expect(tokenize(long).at(-1)?.end ?? 0).toBeLessThanOrEqual(long.length);
  });
});

const word = fc.constantFrom(
  ..."and or not in is between by known missing stale ( ) [ ] , + - * / < <= > >= = != -- ' \" \\ $ % 1 2.5 15% 200bp $3m a revenue pct if mean stressed sector [-1] [-1q] \n".split(
    " ",
  ),
);
const soup = fc.array(word, { maxLength: 40 }).map((words) => words.join(" "));
const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 200 }),
  fc.string({ unit: "grapheme", maxLength: 200 }),
  soup,
  fc.array(word, { maxLength: 60 }).map((words) => words.join("")),
  fc.array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 80 }).map((units) => String.fromCharCode(...units)),
);

describe("L-10: any text has an answer", () => {
  test("a tree within the limits whose spans lie in the text, or errors that do", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const parsed = parse(text);
        if (!parsed.ok) {
          expect(parsed.error.length).toBeGreaterThan(0);
          for (const { span, message } of parsed.error) {
            expect(span.start).toBeGreaterThanOrEqual(0);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
            expect(message).not.toBe("");
          }
          return;
        }
        expect(findBrokenLimit(parsed.value)).toBeNull();
        const stack = [parsed.value];
        for (let node = stack.pop(); node; node = stack.pop()) {
          expect(node.span?.start).toBeGreaterThanOrEqual(0);
          expect(node.span?.end).toBeLessThanOrEqual(text.length);
          stack.push(...getChildren(node));
        }
      }),
      { numRuns: 3_000 },
    );
  });

  test("tokens follow one another and leave out nothing but spaces", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        let end = 0;
        for (const token of tokenize(text)) {
          expect(text.slice(end, token.start).trim()).toBe("");
          expect(token.end).toBeGreaterThan(token.start);
          end = token.end;
        }
        expect(text.slice(end).trim()).toBe("");
      }),
      { numRuns: 2_000 },
    );
  });
});

/** The pieces of a text by one pattern: what the tokenizer tells apart by first characters. */
const piecePattern = new RegExp(
  [
    String.raw`(?<space>\s+)`,
    String.raw`(?<comment>--[^\n\r]*)`,
    "(?<word>[a-z_][a-z0-9_]*)",
    String.raw`(?<number>\$?[^\S\n\r]*(?:\d+(?:\.\d+)?|\.\d+)(?:e[+-]?\d+)?(?:[^\S\n\r]*%|[a-z_][a-z0-9_%]*)?)`,
    String.raw`(?<text>"(?:\\[^]|[^"\\\n\r])*"|'(?:\\[^]|[^'\\\n\r])*')`,
    String.raw`(?<open>["'](?:\\[^]|[^\\\n\r])*\\?)`,
    String.raw`(?<foreign>==|<>|&&|\|\|)`,
    String.raw`(?<operator><=|>=|!=|[<>=+\-*/()[\],])`,
    String.raw`(?<other>[\ud800-\udbff][\udc00-\udfff]|[^])`,
  ].join("|"),
  "gi",
);

const piecesOfKinds: Readonly<Record<string, string>> = {
  keyword: "word",
  name: "word",
  function: "word",
  state: "word",
  bad_number: "number",
  bad_text: "open",
};

test("tokens are the pieces of one pattern, with spaces left out", () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const pieces = [...text.matchAll(piecePattern)].flatMap(({ 0: piece, index, groups = {} }) => {
        const [kind = ""] = Object.keys(groups).filter((name) => groups[name] !== undefined);
        if (kind === "space") return [];
        return [[kind === "foreign" || kind === "other" ? "bad_character" : kind, piece, index]];
      });
      const tokens = tokenize(text).map(({ kind, problem, start, end }) => {
        const name = problem?.code ?? kind;
        return [piecesOfKinds[name] ?? name, text.slice(start, end), start];
      });
      expect(tokens).toEqual(pieces);
    }),
    { numRuns: 3_000 },
  );
});

describe("tokens for highlighting", () => {
  test("each piece has its kind", () => {
    const kinds = tokenize("PCT(roic) > 80% and not verdict = 'weak' -- why\n or x is stale").map(
      ({ kind, text }) => `${kind} ${text}`,
    );
    expect(kinds).toEqual([
      "function pct",
      "operator (",
      "name roic",
      "operator )",
      "operator >",
      "number 80%",
      "keyword and",
      "keyword not",
      "name verdict",
      "operator =",
      "text 'weak'",
      "comment -- why",
      "keyword or",
      "name x",
      "keyword is",
      "state stale",
    ]);
  });
});

test("L-5: spans of brackets include the brackets, spans of parts their text", () => {
  const text = "(a + b) * c";
  const node = requireNode(text);
  expect(node.span).toEqual({ start: 0, end: 11 });
  expect(node.kind === "arithmetic" && node.left.span).toEqual({ start: 0, end: 7 });
});
