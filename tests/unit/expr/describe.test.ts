import { expect, test } from "vitest";
import { describeInEnglish } from "#lib/expr/describe";
import type { Definition } from "#lib/expr/scope";
import { buildScope, requireNode } from "../../support/expression-table";

const labels = {
  net_debt: "Net debt",
  ebitda: "EBITDA",
  cover: "Interest cover",
  sector: "Sector",
  verdict: "Verdict",
  roic: "ROIC",
};
const scope = buildScope(
  Object.entries(labels).map(
    ([id, label]): Definition => ({ kind: "column", id, type: "number", unit: "ratio", label, lag: "year" }),
  ),
);

test.each([
  [
    "net_debt / ebitda < 3 and cover >= 4 and sector in (industrials, energy, real_estate)",
    "Net debt / EBITDA is below 3, and Interest cover is at least 4, and Sector is industrials, energy or real estate",
  ],
  ["not verdict = weak", "Verdict is not weak"],
  ["verdict != weak", "Verdict is not weak"],
  ["not (verdict != weak)", "Verdict is weak"],
  ["not (roic < 10%)", "ROIC is not below 10%"],
  ["sector not in (energy, utilities)", "Sector is not energy nor utilities"],
  ["net_debt between $300m and $2b", "Net debt is between $300 million and $2 billion"],
  ["net_debt > -200bp", "Net debt is above −200 bp"],
  [
    "roic > 0 or (cover > 1 and roic[-1] > 0)",
    "ROIC is above 0, or (Interest cover is above 1 and ROIC 1 year before is above 0)",
  ],
  ["not (roic > 0 and cover > 1)", "it is not so that (ROIC is above 0 and Interest cover is above 1)"],
  ["pct(roic, sector) > 80%", "the percentile of ROIC within its Sector is above 80%"],
  ["rank(roic) <= 100", "the rank of ROIC among all is at most 100"],
  ["stressed(cover) >= 1.5x", "Interest cover under the scenario is at least 1.5x"],
  ["mean(roic, 5) - (roic - cover) > 0", "the 5-year mean of ROIC − (ROIC − Interest cover) is above 0"],
  ["cover is no_debt", "Interest cover is missing as no debt"],
  ["cover is not known", "Interest cover is not known"],
  ["if(roic > 0, cover, 3)", "Interest cover if ROIC is above 0, else 3"],
  ["net_debt[-2] / (ebitda + roic)", "Net debt 2 years before / (EBITDA + ROIC)"],
])("%s reads: %s", (text, sentence) => {
  expect(describeInEnglish(requireNode(text), scope)).toBe(sentence);
});
