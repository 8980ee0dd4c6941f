import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { openSnapshot } from "#lib/screen/universe/open-snapshot";
import { foldName } from "#lib/workbench/search/fold-name";
import { buildSearchName, searchFit } from "#lib/workbench/search/match-name";
import {
  listSearchedCompanies,
  nameCompanies,
  rankCompanies,
  type SearchedCompany,
} from "#lib/workbench/search/rank-companies";
import { buildRandomSnapshot } from "../../../support/random-snapshot";

function build(lines: readonly (readonly [ticker: string, name: string, weight?: number])[]): SearchedCompany[] {
  return lines.map(([ticker, name, weight = 0], row) => ({
    row,
    ticker,
    name,
    weight,
    search: buildSearchName({ codes: ticker.split(" "), name }),
  }));
}

const known = build([
  ["HRI", "Herc Holdings", 0.002],
  ["HRIX", "Hristo Industries", 0.004],
  ["MOGA MOG-B", "Moog Inc. Class A", 0.003],
  ["T", "AT&T Inc.", 0.01],
  ["BIO", "Bio-Rad Laboratories", 0.001],
  ["PLAY", "Dave & Buster's Entertainment", 0.001],
  ["NSRG", "Nestlé S.A.", 0.001],
  ["FLWS", "1-800-Flowers.com", 0.001],
  ["USPH", "U.S. Physical Therapy", 0.001],
  ["FBK", "First Bancorp", 0.001],
  ["FFBC", "First Financial", 0.005],
  ["XYZ", "Hold the Line", 0.001],
]);
const find = (text: string, former?: ReadonlyMap<number, readonly string[]>) =>
  rankCompanies(known, text, former).map(({ company }) => company.ticker.split(" ")[0]);

describe("what is typed, and who is found first", () => {
  test.each([
    ["HRI", ["HRI", "HRIX"]],
    ["hri", ["HRI", "HRIX"]],
    ["herc", ["HRI"]],
    ["holdings", ["HRI"]],
    ["hold", ["XYZ", "HRI"]],
    ["Moog Inc.", ["MOGA"]],
    ["moog inc", ["MOGA"]],
    ["mog.b", ["MOGA"]],
    ["AT&T", ["T"]],
    ["at and t", ["T"]],
    ["biorad", ["BIO"]],
    ["bio rad", ["BIO"]],
    ["dave and buster", ["PLAY"]],
    ["busters", ["PLAY"]],
    ["nestle", ["NSRG"]],
    ["NESTLÉ", ["NSRG"]],
    ["1800 flowers", ["FLWS"]],
    ["us phys", ["USPH"]],
    ["first", ["FFBC", "FBK"]],
    ["oratori", ["BIO"]],
  ])("%s", (text, tickers) => {
    expect(find(text).slice(0, tickers.length)).toEqual(tickers);
  });

  it("leads from a ticker that a company had, after those that begin so today", () => {
    const former = new Map([[2, ["OLDM"]]]);
    expect(find("oldm", former)).toEqual(["MOGA"]);
    expect(rankCompanies(known, "oldm", former)[0]?.match).toMatchObject({ fit: searchFit.formerCode, code: "OLDM" });
    expect(find("HRI", new Map([[2, ["HRI"]]]))).toEqual(["HRI", "HRIX", "MOGA"]);
  });

  it.each(["", "   ", "...", "&&&", "🦔", "\u0000", "%", "'\"();--"])("finds nobody by %j", (text) => {
    expect(find(text)).toEqual([]);
  });
});

describe("the companies that a text names", () => {
  const name = (text: string) => nameCompanies(known, text).map((company) => company.ticker.split(" ")[0]);

  it("are the one whose ticker or name it is, or those that begin so, and nobody by a word within", () => {
    expect(name("hri")).toEqual(["HRI"]);
    expect(name("at&t inc")).toEqual(["T"]);
    expect(name("first")).toEqual(["FFBC", "FBK"]);
    expect(name("holdings")).toEqual([]);
  });
});

const ticker = fc.stringMatching(/^[A-Z]{1,5}$/);
const name = fc
  .tuple(fc.stringMatching(/^[A-Z][a-zé&'.-]{1,9}$/), fc.constantFrom("Inc.", "Holdings", "& Co", "Therapeutics", ""))
  .map((parts) => parts.join(" ").trim());
const lists = fc
  .uniqueArray(fc.tuple(ticker, name, fc.double({ min: 0, max: 1, noNaN: true })), {
    minLength: 1,
    maxLength: 40,
    selector: ([code]) => code,
  })
  .map(build);

describe("whatever companies there are", () => {
  it("an exact ticker, in any case, is always first", () => {
    fc.assert(
      fc.property(lists, fc.nat(), fc.boolean(), (companies, at, isSmall) => {
        const wanted = companies[at % companies.length] as SearchedCompany;
        const typed = isSmall ? wanted.ticker.toLowerCase() : wanted.ticker;
        expect(rankCompanies(companies, typed)[0]?.company).toBe(wanted);
      }),
    );
  });

  it("each is found by the first word of its name, and by its whole name", () => {
    fc.assert(
      fc.property(lists, (companies) => {
        for (const company of companies) {
          const first = foldName(company.name).words[0];
          for (const typed of [company.name.slice(first?.start, first?.end), company.name]) {
            expect(rankCompanies(companies, typed).map((found) => found.company)).toContain(company);
          }
        }
      }),
    );
  });

  it("any text gives companies once each, in the order of how they fit, and never throws", () => {
    fc.assert(
      fc.property(lists, fc.string({ unit: "binary", maxLength: 40 }), (companies, text) => {
        const found = rankCompanies(companies, text);
        expect(new Set(found.map(({ company }) => company)).size).toBe(found.length);
        const fits = found.map(({ match }) => match.fit);
        expect(fits).toEqual(fits.toSorted((left, right) => left - right));
      }),
    );
  });
});

it("finds every company of a universe by each of its tickers", () => {
  const { info, table } = buildRandomSnapshot(120, 7);
  const { base } = openSnapshot({ info, table });
  const companies = listSearchedCompanies(base);
  expect(companies).toHaveLength(base.rowCount);
  for (const { search, row } of companies) {
    for (const code of search.codes) {
      const [first] = rankCompanies(companies, code);
      expect(first?.match.fit).toBe(searchFit.code);
      expect(companies[first?.company.row ?? -1]?.search.codes).toContain(code);
      expect(rankCompanies(companies, code).map(({ company }) => company.row)).toContain(row);
    }
  }
});
