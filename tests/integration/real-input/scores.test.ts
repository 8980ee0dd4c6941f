import { beforeAll, describe, expect, it } from "vitest";
import { findRealInput, noRealInput } from "../../support/find-real-input";
import { readRealUniverse } from "../../support/real-universe";
import { type Company, type Comparison, compareMetric, type Expected, listCompanies } from "./compare-companies";
import { type AltmanScores, computeAltman } from "./independent/altman";
import { computeBeneish, indexIds } from "./independent/beneish";
import { computeOhlson } from "./independent/ohlson";
import { judgePiotroski, type PiotroskiPoints, pointIds } from "./independent/piotroski";
import {
  computeAccruals,
  computeCover,
  computeEffectiveRate,
  computeRoic,
  computeRunway,
  computeWall,
  countUncoveredYears,
  isViable,
  readEarnings,
} from "./independent/ratios";
import { judgeRules, ruleGroups } from "./independent/rules";
import { boundStressedCover, rate } from "./independent/stress";

const folder = findRealInput();

const isOneOf =
  (...groups: readonly string[]) =>
  ({ group }: Company) =>
    group !== null && groups.includes(group);
const isAny = () => true;
const isIndustrial = isOneOf("other");
const isOperating = isOneOf("other", "fee_financial", "reit", "clinical_biotech");
/** Whether Z applies to a company without a code is not known, so it is missing there as not reported. */
const mayBeManufacturer = (company: Company) =>
  isIndustrial(company) && (company.sic === null || (company.sic >= 2000 && company.sic <= 3999));

/**
 * Each score is computed a second time in plain TypeScript, written from the papers and the methodology, without the
 * language and without its formulas; both read the same facts, which hand-checked.test.ts holds.
 */
describe.skipIf(folder === null)(`scores of real companies (${folder ?? noRealInput})`, () => {
  let companies: readonly Company[] = [];

  beforeAll(async () => {
    companies = listCompanies(await readRealUniverse(folder ?? ""));
  });

  const compare = (
    id: string,
    applies: (company: Company) => boolean,
    compute: (company: Company) => Expected,
  ): Comparison => {
    const comparison = compareMetric(companies, id, applies, compute);
    expect(comparison.differences, id).toEqual([]);
    return comparison;
  };

  it("are of companies of every kind", () => {
    const count = (is: (company: Company) => boolean) => companies.filter(is).length;
    const hasAmount = (id: string, is: (value: number) => boolean) => (company: Company) => {
      const value = company.read(id);
      return value !== null && is(value);
    };
    expect(companies.length).toBeGreaterThan(350);
    expect(new Set(companies.map(({ sector }) => sector)).size).toBeGreaterThanOrEqual(11);
    for (const group of ["other", "reit", "bank", "insurer", "other_financial", "fee_financial"]) {
      expect(count(isOneOf(group)), group).toBeGreaterThan(2);
    }
    expect(count(hasAmount("equity", (equity) => equity < 0))).toBeGreaterThan(10);
    expect(count(hasAmount("net_income", (income) => income < 0))).toBeGreaterThan(60);
    expect(count(hasAmount("total_debt", (debt) => debt === 0))).toBeGreaterThan(30);
    expect(count(({ read }) => read("interest_expense") === null)).toBeGreaterThan(30);
  });

  it("agree for Altman's three variants and the zone", () => {
    const by = (key: keyof AltmanScores) => (company: Company) =>
      computeAltman(company, company.read("market_cap"))[key];
    const byOfCoded = (key: keyof AltmanScores) => (company: Company) =>
      company.sic === null ? null : by(key)(company);
    expect(compare("altman_z", mayBeManufacturer, byOfCoded("z")).knownCount).toBeGreaterThan(120);
    expect(compare("altman_z_prime", mayBeManufacturer, byOfCoded("zPrime")).knownCount).toBeGreaterThan(120);
    expect(compare("altman_z_double_prime", isIndustrial, by("zDoublePrime")).knownCount).toBeGreaterThan(280);
    expect(compare("altman_variant", isIndustrial, by("variant")).missingCount).toBe(0);
    expect(compare("altman_zone", isIndustrial, by("zone")).knownCount).toBeGreaterThan(280);
    compare("altman_distress", isIndustrial, (company) => {
      const { zone } = computeAltman(company, company.read("market_cap"));
      return zone === null ? null : zone === "distress";
    });
  });

  it("agree for each of Piotroski's points, for how many are judged, and for the score", () => {
    const judge = (company: Company): PiotroskiPoints => judgePiotroski(company, company.read("share_growth_1y"));
    for (const id of pointIds) {
      expect(compare(id, isOperating, (company) => judge(company)[id]).knownCount, id).toBeGreaterThan(240);
    }
    const count = (company: Company, is: (point: boolean | null) => boolean) =>
      Object.values(judge(company)).filter(is).length;
    const countJudged = (company: Company) => count(company, (point) => point !== null);
    const countPassed = (company: Company) => count(company, (point) => point === true);
    compare("piotroski_judged", isOperating, countJudged);
    // Where nothing can be judged there is no count, rather than a count of nil.
    compare("piotroski_passed", isOperating, (of) => (countJudged(of) === 0 ? null : countPassed(of)));
    const { knownCount, missingCount } = compare("piotroski_f", isOperating, (of) =>
      countJudged(of) >= 8 ? countPassed(of) : null,
    );
    expect(knownCount).toBeGreaterThan(270);
    expect(missingCount).toBeGreaterThan(20);
  });

  it("agree for each of Beneish's indices and for M", () => {
    for (const id of indexIds) {
      const { knownCount } = compare(`beneish_${id}`, isIndustrial, (company) => computeBeneish(company)[id]);
      expect(knownCount, id).toBeGreaterThan(220);
    }
    expect(compare("beneish_m", isIndustrial, (company) => computeBeneish(company).m).knownCount).toBeGreaterThan(170);
    compare("beneish_flag", isIndustrial, (company) => {
      const { m } = computeBeneish(company);
      return m === null ? null : m > -1.78;
    });
  });

  it("agree for Ohlson's score and its probability", () => {
    expect(compare("ohlson_o", isIndustrial, (company) => computeOhlson(company).o).knownCount).toBeGreaterThan(280);
    compare("ohlson_probability", isIndustrial, (company) => computeOhlson(company).probability);
  });

  it("agree for interest cover, the synthetic rating and its spread", () => {
    const cover = (company: Company) => {
      const value = computeCover(company);
      return value === "no_debt" ? null : value;
    };
    const grade = (company: Company) => {
      const value = cover(company);
      return value === null ? null : rate(value);
    };
    expect(compare("interest_cover", isOperating, cover).knownCount).toBeGreaterThan(240);
    compare("synthetic_rating", isOperating, (company) => grade(company)?.rating ?? null);
    compare("synthetic_spread", isOperating, (company) => grade(company)?.spread ?? null);
    const isDebtFree = (company: Company) => isOperating(company) && company.read("total_debt") === 0;
    for (const company of companies.filter(isDebtFree)) {
      for (const id of ["interest_cover", "synthetic_spread", "stressed_cover_low", "rate_headroom"]) {
        expect(company.readMetric(id), `${id} of ${company.name}`).toEqual({ type: "missing", reason: "no_debt" });
      }
    }
  });

  it("agree for cover after a rise of rates by 200 basis points, at both ends of what filings leave open", () => {
    for (const end of ["low", "high"] as const) {
      const { knownCount } = compare(
        `stressed_cover_${end}`,
        isOperating,
        (company) => boundStressedCover(company, readEarnings(company), 0.02)[end],
      );
      expect(knownCount).toBeGreaterThan(230);
    }
  });

  it("agree for the ratios that rules are made of", () => {
    const count = (id: string, compute: (company: Company) => Expected) => compare(id, isOperating, compute).knownCount;
    expect(count("years_uncovered", countUncoveredYears)).toBeGreaterThan(200);
    expect(count("effective_interest_rate", computeEffectiveRate)).toBeGreaterThan(230);
    expect(count("roic", computeRoic)).toBeGreaterThan(200);
    expect(count("accruals", computeAccruals)).toBeGreaterThan(320);
    expect(count("refinancing_wall", computeWall)).toBeGreaterThan(3);
    expect(compare("viable", isAny, isViable).knownCount).toBeGreaterThan(350);
    const isCashPositive = (company: Company) => (company.read("fcf") ?? -1) >= 0;
    const mayBurn = (company: Company) => isOperating(company) && !isCashPositive(company);
    expect(compare("cash_runway", mayBurn, computeRunway).knownCount).toBeGreaterThan(25);
  });

  it("never contradict a rule of the verdict whose figures are all known", () => {
    for (const [id, groups] of Object.entries(ruleGroups)) {
      const judged = companies.filter(isOneOf(...groups)).filter((each) => judge(each, id) !== null);
      const { differences } = compareMetric(judged, id, isAny, (company) => judge(company, id));
      expect(differences, id).toEqual([]);
      expect(judged.length, id).toBeGreaterThan(2);
    }
    function judge(company: Company, id: string) {
      return judgeRules(company, company.read("share_growth_1y"))[id] ?? null;
    }
  });
});
