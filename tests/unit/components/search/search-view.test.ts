import { describe, expect, it } from "vitest";
import { parsePageUrl } from "#lib/workbench/page-url";
import { presets } from "#lib/workbench/preset";
import {
  buildColumnHref,
  buildFilterHref,
  buildPresetHref,
  buildSearchQuery,
  readPageView,
} from "@/components/search/search-view";

function readScreen(href: string | null) {
  const read = parsePageUrl(new URL(href ?? "", "http://localhost").searchParams);
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value.screen;
}

const view = readPageView(new URLSearchParams("asof=2026-05-05&policy=1&p.w1_cover=2&trace=w1"));

describe("links of a search", () => {
  it("keep the day and the policy of the page, and nothing else of it", () => {
    expect(view).toEqual({ asOf: "2026-05-05", snapshot: null, policy: { version: "1", values: { w1_cover: 2 } } });
    for (const preset of presets) {
      const href = buildPresetHref(preset, view);
      const { query, set, asOf, policy } = readScreen(href);
      expect(new URL(href, "http://localhost").searchParams.get("group")).toBe(preset.group ?? null);
      expect({ query, set, asOf, policy }).toEqual({
        query: preset.query,
        set: preset.set,
        asOf: view.asOf,
        policy: view.policy,
      });
    }
  });

  it("leave out what an address has and cannot be read", () => {
    const odd = readPageView(new URLSearchParams("asof=yesterday&snapshot=x&policy=strict&p.x=y"));
    expect(odd).toEqual({ asOf: null, snapshot: null, policy: null });
  });

  it("add a column to the screen that the page shows, and to all companies from elsewhere", () => {
    const shown = new URLSearchParams("q=roic+%3E+5%25&columns=pe,pb&policy=1");
    expect(readScreen(buildColumnHref("fcf", "/screen", shown))).toMatchObject({
      query: "roic > 5%",
      columns: ["pe", "pb", "fcf"],
    });
    expect(buildColumnHref("pb", "/screen", shown)).toBeNull();
    const elsewhere = readScreen(buildColumnHref("pb", "/data", new URLSearchParams("asof=2026-05-05")));
    expect(elsewhere.columns.at(-1)).toBe("pb");
    expect(elsewhere.columns.length).toBeGreaterThan(1);
    expect(elsewhere).toMatchObject({ query: "", asOf: "2026-05-05" });
  });
});

it("add a condition to the query of the page, once", () => {
  const shown = new URLSearchParams("q=roic+%3E+5%25+or+pe+%3C+9&policy=1");
  const added = readScreen(buildFilterHref("pb", "pb <= 2x", "/screen", shown));
  expect(added.query).toBe("(roic > 5% or pe < 9) and pb <= 2x");
  expect(buildFilterHref("roic", "roic >= 9%", "/screen", shown)).toBeNull();
  expect(buildFilterHref("pb", "pb <= 2x", "/screen", new URLSearchParams("q=roic+%3E"))).toBeNull();
  expect(readScreen(buildFilterHref("pb", "pb <= 2x", "/data", shown))).toMatchObject({ query: "pb <= 2x" });
});

it("a search asks on the data and the policy of the page", () => {
  expect(buildSearchQuery("AT&T", view, ["HRI"])).toBe("asof=2026-05-05&policy=1&p.w1_cover=2&q=AT%26T");
  expect(buildSearchQuery(" ", view, ["HRI", "STRL"])).toBe("asof=2026-05-05&policy=1&p.w1_cover=2&tickers=HRI%2CSTRL");
});
