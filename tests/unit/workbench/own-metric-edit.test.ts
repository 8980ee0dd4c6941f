import { describe, expect, it } from "vitest";
import { defaultScreen } from "#lib/screen/default-screen";
import {
  changeMetric,
  listDependents,
  listMetricUses,
  removeMetricWithUses,
  replaceMetricByFormula,
  type ScreenEdit,
} from "#lib/workbench/own-metric-edit";

const screen: ScreenEdit = {
  query: "mine > 50% and roic > 10% and double * 2 < 3",
  sort: [
    { expression: "pct(mine)", descending: true },
    { expression: "ticker", descending: false },
  ],
  columns: ["verdict", "mine", "double"],
  metrics: [
    { id: "mine", formula: "roic + fcf_yield" },
    { id: "double", formula: "2 * mine" },
    { id: "apart", formula: "roic" },
  ],
};

describe("editing a screen's own metrics", () => {
  it("names every place that uses a metric", () => {
    expect(listMetricUses(screen, "mine")).toEqual([
      { kind: "filter", text: "mine > 50%" },
      { kind: "sort", text: "pct(mine)" },
      { kind: "column", text: "mine" },
      { kind: "metric", text: "double" },
    ]);
    expect(listMetricUses(screen, "apart")).toEqual([]);
  });

  it("follows uses through other metrics, cycles included", () => {
    expect([...listDependents(screen, "mine")]).toEqual(["mine", "double"]);
    const round = {
      metrics: [
        { id: "one", formula: "two" },
        { id: "two", formula: "one" },
      ],
    };
    expect([...listDependents(round, "one")]).toEqual(["one", "two"]);
  });

  it("writes a new name wherever the old one stood", () => {
    expect(changeMetric(screen, "mine", { id: "yours", formula: "roic" })).toEqual({
      query: "yours > 50% and roic > 10% and double * 2 < 3",
      sort: [{ expression: "pct(yours)", descending: true }, screen.sort[1]],
      columns: ["verdict", "yours", "double"],
      metrics: [{ id: "yours", formula: "roic" }, { id: "double", formula: "2 * yours" }, screen.metrics[2]],
    });
  });

  it("leaves all else as it is when only the formula changes", () => {
    const next = { id: "mine", formula: "roic" };
    expect(changeMetric(screen, "mine", next)).toEqual({ ...screen, metrics: [next, ...screen.metrics.slice(1)] });
  });

  it("takes what uses a metric away with it", () => {
    expect(removeMetricWithUses(screen, "mine")).toEqual({
      query: "roic > 10%",
      sort: [screen.sort[1]],
      columns: ["verdict"],
      metrics: [screen.metrics[2]],
    });
  });

  it("goes back to the usual order when nothing is left to sort by", () => {
    const ranked = { ...screen, sort: [{ expression: "mine", descending: true }] };
    expect(removeMetricWithUses(ranked, "mine").sort).toEqual(defaultScreen.sort);
  });

  it("writes the formula in its place, in brackets where it needs them", () => {
    expect(replaceMetricByFormula(screen, "mine")).toEqual({
      query: "roic + fcf_yield > 50% and roic > 10% and double * 2 < 3",
      sort: [{ expression: "pct(roic + fcf_yield)", descending: true }, screen.sort[1]],
      columns: ["verdict", "roic + fcf_yield", "double"],
      metrics: [{ id: "double", formula: "2 * (roic + fcf_yield)" }, screen.metrics[2]],
    });
  });

  it("does not write it where the result could not be read any more: too long, too many parts, too deep", () => {
    const list = (count: number) => `max(${Array.from({ length: count }, () => "roic").join(", ")})`;
    const replace = (query: string, formula: string) =>
      replaceMetricByFormula({ ...screen, query, sort: [], columns: [], metrics: [{ id: "mine", formula }] }, "mine");
    expect(replace("mine > 50%", list(90))?.query).toBe(`${list(90)} > 50%`);
    expect(replace("mine > 50% and mine < 60%", list(110))).toBeNull();
    const nest = (inner: string) => `${"pct(".repeat(20)}${inner}${")".repeat(20)}`;
    expect(replace(`${nest("mine")} > 50%`, nest("roic"))).toBeNull();
    expect(
      replace(
        `mine = "${"x".repeat(3900)}"`,
        "coalesce(sector, industry, exchange, sector, industry, exchange, sector, industry, exchange, sector, industry, exchange)",
      ),
    ).toBeNull();
    expect(replace("", "roic")).toEqual({ query: "", sort: [], columns: [], metrics: [] });
  });

  it("does not write it where a use looks back in time", () => {
    expect(replaceMetricByFormula({ ...screen, query: "mine[-1] > 0" }, "mine")).toBeNull();
  });
});
