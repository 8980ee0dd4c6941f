import { describe, expect, it } from "vitest";
import { defaultScreen } from "#lib/screen/default-screen";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { formatPageUrl, parsePageUrl } from "#lib/workbench/page-url";

const read = (text: string) => parsePageUrl(new URLSearchParams(text));

describe("the URL of the screener", () => {
  it.each(["passed", "unknown"] as const)("gives back which rows are listed: %s", (show) => {
    const text = formatPageUrl(formatScreenUrl({ ...defaultScreen, query: "roic > 10%" }), show);
    expect(read(text)).toEqual({ ok: true, value: { screen: { ...defaultScreen, query: "roic > 10%" }, show } });
  });

  it("lists those that pass where it does not say", () => {
    expect(read("")).toEqual({ ok: true, value: { screen: defaultScreen, show: "passed" } });
  });

  it.each(["bogus", "", "Unknown"])("refuses other rows than there are: %j", (show) => {
    expect(read(`show=${show}`)).toEqual({
      ok: false,
      error: [{ parameter: "show", message: `There are no rows "${show}" to show. Known: passed, unknown.` }],
    });
  });

  it("names each fault", () => {
    expect(read("colums=roic&show=bogus")).toMatchObject({
      ok: false,
      error: [{ parameter: "colums" }, { parameter: "show" }],
    });
  });
});
