import { BarChart, LineChart } from "echarts/charts";
import { GridComponent, MarkLineComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";
import { computeAxis } from "#lib/metric/axis";
import { type ChartData, type ChartSeries, listKnown } from "./chart-data";
import { chartTheme, dashPatterns } from "./chart-theme";

// The only file that imports the library: it is loaded when the first chart is drawn (C-29).
use([BarChart, GridComponent, LineChart, MarkLineComponent, SVGRenderer]);

/** A chart that is drawn in an element. */
export interface Drawing {
  update(data: ChartData): void;
  /** The period below a place, in pixels from the left edge of the element; null beside the plot. */
  findPeriod(leftPx: number): number | null;
  /** The middle and the width of the room that a period has, in pixels. */
  getBand(index: number): { readonly middlePx: number; readonly widthPx: number };
  dispose(): void;
}

/** Room that a mark under the axis needs, in pixels: its letters and a space. */
function getMarkWidth(data: ChartData): number {
  return Math.max(...data.periods.map(({ mark }) => mark.length)) * 6.2 + 10;
}

/** Marks stand under every period, or every second or third, so that the newest has one and none touch. */
function countPeriodsPerMark(data: ChartData, widthPx: number): number {
  const room = Math.max(1, widthPx - 48) / data.periods.length;
  return Math.max(1, Math.ceil(getMarkWidth(data) / room));
}

/** Bars are paler than lines, and the grid does not show through them. */
function mixBar(color: string | undefined): string {
  return `color-mix(in oklab, ${color} ${chartTheme.barPercent}%, ${chartTheme.ground})`;
}

function buildSeries(each: ChartSeries, at: number, references: ChartData["references"]): Record<string, unknown> {
  const color = chartTheme.series[at % chartTheme.series.length];
  const shared = {
    name: each.label,
    // The library takes a dash for a gap.
    data: each.points.map((point) => (typeof point === "number" ? point : "-")),
    emphasis: { disabled: true },
    silent: true,
    ...(references === undefined || at > 0 ? {} : { markLine: buildReferences(references) }),
  };
  if (each.kind === "bar") {
    return {
      ...shared,
      type: "bar",
      barMaxWidth: chartTheme.barMaxWidthPx,
      barCategoryGap: "32%",
      barMinHeight: 1,
      itemStyle: { color: mixBar(color) },
    };
  }
  return {
    ...shared,
    type: "line",
    connectNulls: false,
    // A period alone between gaps must be seen too.
    showSymbol: true,
    showAllSymbol: true,
    symbol: "circle",
    symbolSize: 4.5,
    itemStyle: { color },
    lineStyle: {
      color,
      width: each.kind === "dashes" ? 1.5 : chartTheme.lineWidthPx,
      type: each.kind === "dashes" ? [...dashPatterns.dashes] : "solid",
    },
  };
}

function buildReferences(references: NonNullable<ChartData["references"]>): Record<string, unknown> {
  return {
    silent: true,
    symbol: "none",
    animation: false,
    label: { show: false },
    data: references.map(({ value, tone }) => ({
      yAxis: value,
      lineStyle: { color: chartTheme.references[tone], width: 1.25, type: [...dashPatterns[tone]] },
    })),
  };
}

function buildOption(data: ChartData, widthPx: number, fontFamily: string): EChartsCoreOption {
  const { ticks, write } = computeAxis(listKnown(data), data.format);
  const [bottom = 0, second = 1] = ticks;
  const perMark = countPeriodsPerMark(data, widthPx);
  const text = { color: chartTheme.axisText, fontSize: chartTheme.axisTextPx, fontFamily };
  return {
    animation: false,
    textStyle: { fontFamily },
    grid: { left: 0, right: 2, top: 8, bottom: 5, outerBoundsMode: "same", outerBoundsContain: "axisLabel" },
    xAxis: {
      type: "category",
      data: data.periods.map(({ mark }) => mark),
      axisTick: { show: false },
      axisLine: { show: true, onZero: true, lineStyle: { color: chartTheme.base } },
      axisLabel: {
        ...text,
        margin: 6,
        hideOverlap: false,
        interval: (index: number) => (data.periods.length - 1 - index) % perMark === 0,
      },
    },
    yAxis: {
      type: "value",
      min: bottom,
      max: ticks.at(-1),
      interval: second - bottom,
      axisLine: { show: false },
      axisTick: { show: false },
      axisLabel: { ...text, margin: 6, formatter: write },
      splitLine: { lineStyle: { color: chartTheme.grid } },
    },
    series: data.series.map((each, at) => buildSeries(each, at, data.references)),
  };
}

/** Draws a chart in an element that has a size, and draws it anew when that changes. */
export function drawChart(element: HTMLElement, first: ChartData): Drawing {
  const chart = init(element, null, { renderer: "svg" });
  const { fontFamily } = getComputedStyle(element);
  let data = first;
  const draw = () => {
    chart.setOption(buildOption(data, element.clientWidth, fontFamily), { notMerge: true });
    // Printed on a page of another width, the drawing is scaled as a whole.
    element.querySelector("svg")?.setAttribute("viewBox", `0 0 ${chart.getWidth()} ${chart.getHeight()}`);
  };
  draw();
  const watcher = new ResizeObserver(() => {
    if (element.clientWidth === 0 || element.clientWidth === chart.getWidth()) return;
    chart.resize();
    draw();
  });
  watcher.observe(element);
  const getMiddle = (index: number): number => Number(chart.convertToPixel({ xAxisIndex: 0 }, index));
  return {
    update(next) {
      data = next;
      draw();
    },
    findPeriod(leftPx) {
      const count = data.periods.length;
      const { widthPx } = this.getBand(0);
      const index = Math.floor((leftPx - getMiddle(0)) / widthPx + 0.5);
      return index < 0 || index >= count ? null : index;
    },
    getBand(index) {
      const count = data.periods.length;
      const widthPx = count > 1 ? getMiddle(1) - getMiddle(0) : chart.getWidth() - 48;
      return { middlePx: getMiddle(index), widthPx };
    },
    dispose() {
      watcher.disconnect();
      chart.dispose();
    },
  };
}
