import { describe, expect, it } from "vitest";
import type { SearchAnswer } from "#lib/contract/search";
import { plainView } from "#lib/screen/view-url";
import { listGroups, type SearchMatter } from "@/components/search/list-groups";
import { searchPages } from "@/components/search/search-page";

const company = {
  name: "Herc Holdings",
  sector: "Industrials",
  verdict: "weak",
  isProvisional: false,
  foundAs: null,
} as const;
const answer: SearchAnswer = {
  snapshot: { id: "x", asOf: "2026-05-05", isSample: true, membership: { asOf: null, isLater: false } },
  policy: { id: "ballast", version: 2, changed: {} },
  companies: [{ ticker: "HRI", ...company }],
  companyCount: 1,
  metrics: [
    {
      id: "cash_runway",
      label: "Cash runway",
      group: "Debt",
      unit: "months",
      isExplained: true,
      startingFilter: "cash_runway >= 18",
    },
  ],
  metricCount: 1,
  own: { screens: [{ id: "a", name: "Herd", search: "q=roic+%3E+5%25" }], watchlists: [] },
};

const matter: SearchMatter = {
  text: "",
  answer,
  isCurrent: true,
  recent: [],
  pages: searchPages,
  actions: [],
  place: {
    view: plainView,
    pathname: "/data",
    parameters: new URLSearchParams(),
    getPageHref: ({ href }) => href,
  },
};

const show = (changes: Partial<SearchMatter>) =>
  listGroups({ ...matter, ...changes }).map(
    ({ label, items }) => `${label}: ${items.map((item) => item.label).join()}`,
  );

describe("the list of a search", () => {
  it("stands in its order, but a group with a better hit before", () => {
    const none = { ...answer, metrics: [] };
    expect(show({ text: "her", answer: none }).slice(0, 2)).toEqual([
      "Companies: Herc Holdings",
      "Saved screens: Herd",
    ]);
    expect(show({ text: "herd", answer: none, isCurrent: false })).toEqual(["Saved screens: Herd"]);
    const [first] = show({
      text: "data",
      answer: { ...answer, companies: [{ ticker: "DATX", ...company }], metrics: [] },
    });
    expect(first).toBe("Pages: Data");
  });

  it("keeps of the answer to an earlier text what still fits", () => {
    expect(show({ text: "hrix", isCurrent: false })).toEqual([]);
    expect(show({ text: "cash ru", isCurrent: false })[0]).toContain("Metrics: Cash runway");
  });

  it("offers a metric that is meant as a filter and as a column too", () => {
    expect(show({ text: "cash runway", answer: { ...answer, companies: [] } })).toEqual([
      "Metrics: Cash runway,Filter by Cash runway,Show Cash runway as a column",
    ]);
  });

  it("begins with what was chosen last, without what there is no more", () => {
    const recent = [
      { kind: "company", ticker: "HRI", name: "Herc" },
      { kind: "company", ticker: "GONE", name: "Gone" },
      { kind: "preset", id: "no_such" },
      { kind: "page", href: "/data" },
    ] as const;
    expect(show({ recent })[0]).toBe("Recent: Herc Holdings,Data");
    expect(show({ recent, isCurrent: false })[0]).toBe("Recent: Herc,Gone,Data");
  });

  it("has each line under a key of its own", () => {
    const recent = [{ kind: "page", href: "/data" }] as const;
    for (const text of ["", "data", "e", "in"]) {
      const keys = listGroups({ ...matter, text, recent }).flatMap(({ items }) => items.map(({ key }) => key));
      expect(new Set(keys).size).toBe(keys.length);
    }
  });

  it("of signs alone nothing is found", () => {
    expect(show({ text: "..." })).toEqual([]);
  });
});
