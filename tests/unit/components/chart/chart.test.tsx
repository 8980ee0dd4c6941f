import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Chart } from "@/components/chart/chart";
import { type ChartData, describeGaps, describePeriod } from "@/components/chart/chart-data";

const data: ChartData = {
  format: "usd",
  periodHead: "Fiscal year",
  periods: ["2022", "2023", "2024", "2025"].map((year) => ({ mark: year, name: `Fiscal year to Dec 31, ${year}` })),
  series: [
    { label: "EBIT", kind: "bar", points: [61e6, "not_reported", -38e6, 92e6] },
    { label: "Net income", kind: "line", points: [40e6, "not_reported", "conflict", 58e6] },
  ],
};

const draw = (more: Partial<Parameters<typeof Chart>[0]> = {}) =>
  renderToStaticMarkup(<Chart title="Earnings" {...data} {...more} />);

/** The cells of the chart's table, a row a line. */
function readTable(html: string): readonly string[] {
  const [, body = ""] = html.split("<tbody>");
  return body
    .split("</tr>")
    .map((row) =>
      row
        .replaceAll(/<[^>]+>/g, " ")
        .replaceAll(/\s+/g, " ")
        .trim(),
    )
    .filter(Boolean);
}

describe("C-29: a gap is never a zero, and says why it is there", () => {
  test("in words below the drawing", () => {
    expect(describeGaps(data)).toEqual([
      "EBIT and Net income in 2023: not reported.",
      "Net income in 2024: in conflict.",
    ]);
    const none = {
      ...data,
      series: [{ label: "EBIT", kind: "bar" as const, points: data.periods.map(() => "stale" as const) }],
    };
    expect(describeGaps(none)).toEqual(["EBIT in all periods: stale."]);
  });

  test("in what is said of a period", () => {
    expect(describePeriod(data, 2)).toBe("Fiscal year to Dec 31, 2024: EBIT −$38m, Net income in conflict");
    expect(describePeriod(data, 1)).toBe("Fiscal year to Dec 31, 2023: EBIT not reported, Net income not reported");
  });

  test("in the table, which has every value of the drawing", () => {
    const [newest, , second, oldest] = readTable(draw());
    expect(newest).toBe("Fiscal year to Dec 31, 2025 92.0 58.0");
    expect(second).toContain("Not reported");
    expect(second).not.toMatch(/ 0\.0/);
    expect(oldest).toBe("Fiscal year to Dec 31, 2022 61.0 40.0");
  });
});

test("C-29: what the server draws of a chart has no style of its own, and a place for the drawing", () => {
  const html = draw();
  expect(html).not.toMatch(/\sstyle=/);
  expect(html).toContain('role="slider"');
  expect(html).toContain('aria-valuetext="Fiscal year to Dec 31, 2025: EBIT $92m, Net income $58m"');
});

test("C-29: a chart without a figure, with figures on their way and with none to be had says so", () => {
  const none = data.series.map((each) => ({ ...each, points: data.periods.map(() => "not_reported" as const) }));
  expect(draw({ series: none })).toContain("No figure of these periods is known.");
  expect(draw({ series: none })).not.toContain('role="slider"');
  expect(draw({ state: "loading" })).toContain("aria-busy");
  expect(draw({ state: "failed", problem: "The server is away." })).toContain("The server is away.");
});

test("C-29: the library of charts is imported by one file, which no other imports but when it draws", () => {
  const root = join(import.meta.dirname, "../../../..");
  const sources = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((path) => /\.tsx?$/.test(path))
      .map((path) => ({ path: join(folder, path), text: readFileSync(join(root, folder, path), "utf8") })),
  );
  const importing = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ path }) => path);
  expect(importing(/["'](echarts|zrender)[/"']/)).toEqual(["components/chart/draw-chart.ts"]);
  expect(importing(/^import (?!type)[^;]*\/draw-chart"/m)).toEqual([]);
  expect(importing(/import\("\.\/draw-chart"\)/)).toEqual(["components/chart/chart-plot.tsx"]);
});
