import { describe, expect, it } from "vitest";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { explain } from "#lib/verdict/explain";
import { peekAt } from "#lib/workbench/peek";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const { base } = openSnapshot(buildRandomSnapshot(60, 7));
const tickers = base.evaluator.evaluateText({ kind: "name", id: "ticker" });
const getTicker = (row: number) => tickers.dictionary[tickers.codes[row] as number] as string;

describe("a company at a glance", () => {
  it("C-21: says what its page says of verdict and rules, from the data at hand", () => {
    for (let row = 0; row < base.rowCount; row += 1) {
      const { verdict, isFragile, isProvisional, sentence, rules } = explain(base, row);
      const short = peekAt(base, getTicker(row))?.explanation;
      expect(short).toMatchObject({ verdict, isFragile, isProvisional, sentence });
      expect(short?.rules.map(({ rule, state, isDecisive }) => [rule.id, state, isDecisive])).toEqual(
        rules.map(({ rule, state, isDecisive }) => [rule.id, state, isDecisive]),
      );
      for (const [at, { sentence: why }] of short?.rules.entries() ?? []) {
        if (why !== null) expect(why).toBe(rules[at]?.sentence);
      }
    }
  });

  it("has six figures, none of which is not applicable while others are left", () => {
    for (let row = 0; row < base.rowCount; row += 1) {
      const { figures } = peekAt(base, getTicker(row)) ?? { figures: [] };
      expect(figures.length).toBeLessThanOrEqual(6);
      for (const { value } of figures) expect(value).not.toEqual({ type: "missing", reason: "not_applicable" });
    }
    expect(peekAt(base, getTicker(0))?.figures[0]?.head.expression).toBe("market_cap");
  });

  it("is none of a ticker that the data do not have", () => {
    expect(peekAt(base, "NONE")).toBeNull();
  });
});
