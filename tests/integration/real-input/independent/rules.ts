import { type Figure, type Filer, judgeWhenKnown, whenKnown } from "./filer";
import { isViable, readEarnings } from "./ratios";

const operating = ["other", "reit", "clinical_biotech"];
const everyone = [...operating, "bank", "insurer", "other_financial", "fee_financial"];
const judgedByEbit = ["other", "clinical_biotech"];

/** Which groups each of the rules judges. */
export const ruleGroups: Readonly<Record<string, readonly string[]>> = {
  w1: judgedByEbit,
  w1_reit: ["reit"],
  w6: operating,
  r1: everyone,
  r2: judgedByEbit,
  r2_reit: ["reit"],
  r4: judgedByEbit,
  r4_reit: ["reit"],
  r7: everyone,
};

/** The rules of the verdict that are plain sentences about a few figures; null where a figure that they name is not known. */
export function judgeRules(filer: Filer, shareGrowth: Figure): Readonly<Record<string, boolean | null>> {
  const { group, read } = filer;
  const debt = read("total_debt");
  const interest = read("interest_expense");
  const ebit = read("ebit");
  const ebitda = whenKnown([ebit, read("depreciation_amortization")], (one, other) => one + other);
  const liquidity = whenKnown([read("cash"), read("short_term_investments")], (one, other) => one + other);
  const netDebt = whenKnown([debt, liquidity], (owed, held) => owed - held);
  const isReit = group === "reit";
  const earnings = readEarnings(filer);
  const isThinlyCovered = (limit: number) =>
    debt === 0 ? false : judgeWhenKnown([earnings, interest, debt], (of, cost) => cost > 0 && of / cost < limit);
  const isWellCovered =
    debt === 0
      ? true
      : // Finance leases that are a trifle bear no interest worth the name.
        judgeWhenKnown([earnings, interest, debt], (of, cost) => (cost > 0 ? of / cost >= 3 : cost === 0 && of >= 0));
  const leverageMax = isReit ? 6 : 3;
  return {
    [isReit ? "w1_reit" : "w1"]: isThinlyCovered(isReit ? 1.5 : 1.25),
    w6: judgeWhenKnown([read("equity"), netDebt, ebitda], (equity, net, of) => equity < 0 && net > 5 * Math.max(of, 0)),
    r1: isViable(filer),
    [isReit ? "r2_reit" : "r2"]: isWellCovered,
    [isReit ? "r4_reit" : "r4"]: judgeWhenKnown(
      [netDebt, ebitda],
      (net, of) => net <= 0 || (of > 0 && net / of <= leverageMax),
    ),
    r7: judgeWhenKnown([shareGrowth], (growth) => growth <= 0.03),
  };
}
