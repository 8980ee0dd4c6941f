import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultScreen } from "#lib/screen/default-screen";
import { splitExpressionList } from "#lib/screen/expression-list";
import type { Screen } from "#lib/screen/screen";
import { formatScreenUrl, parseScreenUrl } from "#lib/screen/screen-url";
import { sealScreen } from "#lib/screen/seal-screen";
import { buildScenarios } from "../../support/arbitrary-scenario";

const expression = fc.constantFrom(
  "roic",
  "-net_debt",
  "pct(roic, sector)",
  "if(net_income > 0, 1, 2)",
  "revenue[-1]",
  '"a, quoted (text"',
  "1 - 0.3",
);

const screen: fc.Arbitrary<Screen> = fc.record({
  query: fc.string({ maxLength: 200, unit: "grapheme" }),
  sort: fc.array(fc.record({ expression, descending: fc.boolean() }), { maxLength: 5 }),
  columns: fc.array(expression, { maxLength: 8 }),
  metrics: fc.array(fc.record({ id: fc.stringMatching(/^[a-z][a-z0-9_]{0,39}$/), formula: expression }), {
    maxLength: 3,
  }),
  set: fc.constantFrom("overview", "debt", "my_columns"),
  scenario: fc.option(buildScenarios()),
  policy: fc.option(
    fc
      .record({
        version: fc.option(fc.constantFrom("1", "2")),
        values: fc.dictionary(
          fc.constantFrom("w1_cover", "r3_rate_shift"),
          fc.double({ noNaN: true, min: -1000, max: 1000 }).map((value) => value + 0),
          {
            noNullPrototype: true,
          },
        ),
      })
      .filter(({ version, values }) => version !== null || Object.keys(values).length > 0),
  ),
  asOf: fc.constantFrom(null, "2026-05-05", "2024-02-29"),
  snapshot: fc.constantFrom(null, "0123456789abcdef".repeat(4)),
});

describe("the URL of a screen", () => {
  it("gives back every screen it was made from", () => {
    fc.assert(
      fc.property(screen, (given) => {
        const read = parseScreenUrl(new URLSearchParams(formatScreenUrl(given).toString()));
        expect(read).toEqual({ ok: true, value: given });
      }),
    );
  });

  it("S-8: names data and policy of every sealed screen, and leaves the rest as it is", () => {
    const hash = "fedcba9876543210".repeat(4);
    fc.assert(
      fc.property(screen, (given) => {
        const address = new URLSearchParams(formatScreenUrl(sealScreen(given, hash, "2")).toString());
        expect(address.get("snapshot")).toBe(hash);
        expect(address.get("policy")).toBe(given.policy?.version ?? "2");
        const read = parseScreenUrl(address);
        const values = given.policy?.values ?? {};
        const policy = { version: given.policy?.version ?? "2", values };
        expect(read).toEqual({ ok: true, value: { ...given, asOf: null, snapshot: hash, policy } });
      }),
    );
  });

  it("writes nothing for the default screen", () => {
    expect(formatScreenUrl(defaultScreen).toString()).toBe("");
    expect(parseScreenUrl(new URLSearchParams())).toEqual({ ok: true, value: defaultScreen });
  });

  it.each([
    ["colums=roic", "colums", "Unknown parameter"],
    ["q=a&q=b", "q", "more than once"],
    ["asof=2026-02-30", "asof", "date"],
    ["asof=yesterday", "asof", "date"],
    ["scenario=doom", "scenario", "mild_recession"],
    ["scenario=rate_shift:lots", "scenario", "rate_shift: expected a number from -0.05 to 0.1"],
    ["scenario=rate:1%", "scenario", "is no part of a scenario"],
    ["scenario=horizon:12,horizon:24", "scenario", "more than once"],
    ["policy=strict", "policy", "is no version of the policy"],
    ["policy=1&p.w1_cover=lots", "p.w1_cover", "is no number"],
    ["p.=1", "p.", "the id of a number"],
    ["p.w1_cover=1&p.w1_cover=2", "p.w1_cover", "more than once"],
    ["snapshot=abc", "snapshot", "64 hexadecimal"],
    ["set=DROP TABLE", "set", "cannot be read"],
    [`q=${"x".repeat(4001)}`, "q", "4001 characters"],
    [`columns=${Array.from({ length: 61 }, () => "roic").join(",")}`, "columns", "cannot be read"],
    ["sort=a,b,c,d,e,f", "sort", "cannot be read"],
    ["q=rank by roic&sort=a,b,c,d,e", "sort", "at most 5 sort keys, the score of rank by among them"],
    ["sort=-", "sort", "cannot be read"],
  ])("refuses %s and names the parameter", (text, parameter, message) => {
    const read = parseScreenUrl(new URLSearchParams(text));
    expect(read.ok).toBe(false);
    if (read.ok) return;
    expect(read.error[0]?.parameter).toBe(parameter);
    expect(read.error[0]?.message).toContain(message);
  });

  it("accepts parameters that its caller declares", () => {
    expect(parseScreenUrl(new URLSearchParams("limit=5"), ["limit"]).ok).toBe(true);
  });
});

describe("splitExpressionList", () => {
  it("splits at commas outside brackets and quotes only", () => {
    expect(splitExpressionList('roic, pct(roic, sector) ,"a,b",x[-1],,')).toEqual([
      "roic",
      "pct(roic, sector)",
      '"a,b"',
      "x[-1]",
    ]);
  });

  it("keeps a bracket that never closes in one piece", () => {
    expect(splitExpressionList("a, pct(b, c")).toEqual(["a", "pct(b, c"]);
  });
});
