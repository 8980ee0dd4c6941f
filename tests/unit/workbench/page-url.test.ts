import { describe, expect, it } from "vitest";
import { defaultScreen } from "#lib/screen/default-screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { formatPageUrl, parsePageUrl } from "#lib/workbench/page-url";

const read = (text: string) => parsePageUrl(new URLSearchParams(text));

describe("the URL of the screener", () => {
  it.each(["passed", "unknown"] as const)("gives back which rows are listed: %s", (show) => {
    const text = formatPageUrl(formatScreenUrl({ ...defaultScreen, query: "roic > 10%" }), show);
    expect(read(text)).toEqual({
      ok: true,
      value: {
        screen: { ...defaultScreen, query: "roic > 10%" },
        show,
        trends: [],
        group: null,
        tag: null,
        listView: null,
      },
    });
  });

  it("lists those that pass where it does not say", () => {
    expect(read("")).toEqual({
      ok: true,
      value: { screen: defaultScreen, show: "passed", trends: [], group: null, tag: null, listView: null },
    });
  });

  it.each(["bogus", "", "Unknown"])("refuses other rows than there are: %j", (show) => {
    expect(read(`show=${show}`)).toEqual({
      ok: false,
      error: [{ parameter: "show", message: `There are no rows "${show}" to show. Known: passed, unknown.` }],
    });
  });

  it("gives back of which figures lines are shown, in one order and each once", () => {
    const text = formatPageUrl(formatScreenUrl(defaultScreen), "passed", {
      trends: ["revenue", "interest_cover"],
    });
    expect(text).toBe("?trend=revenue,interest_cover");
    expect(read(text)).toMatchObject({ ok: true, value: { trends: ["revenue", "interest_cover"] } });
    expect(read("trend=interest_cover,revenue,revenue")).toMatchObject({
      value: { trends: ["revenue", "interest_cover"] },
    });
  });

  it("gives back what the companies are grouped by, and refuses what there is not", () => {
    const text = formatPageUrl(formatScreenUrl(defaultScreen), "passed", { group: "industry" });
    expect(text).toBe("?group=industry");
    expect(read(text)).toMatchObject({ ok: true, value: { group: "industry" } });
    expect(read("group=country")).toMatchObject({ ok: false, error: [{ parameter: "group" }] });
  });

  it.each(["roic", "", "revenue,"])("refuses a line of other figures than there are: %j", (trend) => {
    expect(read(`trend=${trend}`)).toMatchObject({ ok: false, error: [{ parameter: "trend" }] });
  });

  it("gives back the tag of a list in small letters and its view, and refuses what is neither", () => {
    const text = formatPageUrl(formatScreenUrl(defaultScreen), "passed", {
      tag: "long term & core",
      listView: "portfolio",
    });
    expect(text).toBe("?tag=long+term+%26+core&view=portfolio");
    expect(read(text)).toMatchObject({ ok: true, value: { tag: "long term & core", listView: "portfolio" } });
    expect(read("tag=Core")).toMatchObject({ ok: true, value: { tag: "core" } });
    for (const tag of ["", "%20", "a,b", "%00", "x".repeat(25), "%E2%80%AE"]) {
      expect(read(`tag=${tag}`), tag).toMatchObject({ ok: false, error: [{ parameter: "tag" }] });
    }
    expect(read("tag=a&tag=b").ok).toBe(false);
    expect(read("view=table")).toMatchObject({ ok: false, error: [{ parameter: "view" }] });
  });

  it("names each fault", () => {
    expect(read("colums=roic&show=bogus")).toMatchObject({
      ok: false,
      error: [{ parameter: "colums" }, { parameter: "show" }],
    });
  });
});
