import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listBits } from "#lib/expr/truth";
import { appliesTo } from "#lib/metric/declare";
import { createJudgeSession } from "#lib/screen/universe/judge-session";
import { createUniverse } from "#lib/screen/universe/universe";
import { defaultScenario } from "#lib/stress/scenario";
import { readRuleState, readVerdict, requireNode } from "#lib/verdict/judge";
import { computeCompanyStress } from "#lib/workbench/company-stress";
import { buildScenarios } from "../../support/arbitrary-scenario";
import { buildRandomSnapshot } from "../../support/random-snapshot";

const universe = createUniverse(buildRandomSnapshot(32, 23));
const session = createJudgeSession(universe);
const financials = new Set(listBits(universe.evaluator.evaluateTruth(requireNode(appliesTo.financial)).truth));
const rows = Array.from({ length: universe.rowCount }, (_, row) => row);

describe("what a scenario does to one company", () => {
  it("tells the verdicts and exactly the rules that differ, with a sentence for each side", () => {
    fc.assert(
      fc.property(buildScenarios(), fc.constantFrom(...rows), (scenario, row) => {
        const stressed = session.stress(scenario);
        const { from, to, rules } = computeCompanyStress(universe, stressed, row);
        expect([from, to]).toEqual([readVerdict(universe.judgement, row), readVerdict(stressed.judgement, row)]);
        const changed = universe.judgement.rules.flatMap((entry, at) => {
          const then = stressed.judgement.rules[at];
          return then !== undefined && readRuleState(entry, row) !== readRuleState(then, row) ? [entry.rule.id] : [];
        });
        expect(rules.map(({ after }) => after.rule.id)).toEqual(changed);
        for (const { before, after } of rules) {
          expect(before.sentence).not.toBe("");
          expect(after.sentence).not.toBe("");
        }
      }),
      { numRuns: 10 },
    );
  });

  it("has figures of every company that is modelled, and says that banks, insurers and lenders are not", () => {
    const stressed = session.stress({ ...defaultScenario, ebitChange: -0.3 });
    for (const row of rows) {
      const { isModelled, figures, headroom } = computeCompanyStress(universe, stressed, row);
      expect(isModelled).toBe(!financials.has(row));
      expect(figures).toHaveLength(isModelled ? 4 : 0);
      expect(headroom === null).toBe(!isModelled);
    }
  });

  it("lowers earnings by what is assumed, and the cushion with them; a missing figure stays missing", () => {
    const stressed = session.stress({ ...defaultScenario, rateShift: 0, ebitChange: -0.5 });
    let seen = 0;
    for (const row of rows) {
      const { figures } = computeCompanyStress(universe, stressed, row);
      const find = (id: string) => figures.find((figure) => figure.id === id);
      const [earnings, cushion] = [find("earnings"), find("cushion")];
      if (earnings?.reported.type === "number" && earnings.worse.type === "number") {
        expect(earnings.worse.value).toBeCloseTo(earnings.reported.value - Math.abs(earnings.reported.value) / 2, 3);
        seen += 1;
      } else {
        expect(earnings?.worse.type).not.toBe("number");
      }
      if (cushion?.reported.type === "number" && cushion.worse.type === "number") {
        expect(cushion.worse.value).toBeLessThanOrEqual(cushion.reported.value + 1e-9);
      }
    }
    expect(seen).toBeGreaterThan(5);
  });
});
