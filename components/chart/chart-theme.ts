/**
 * The one theme of all charts: the tokens of `app/globals.css` by name. The browser reads a name anew when the theme changes,
 * so that a chart that is drawn follows without being drawn again.
 */
export const chartTheme = {
  /** Of the series, in their order. */
  series: ["var(--color-accent)", "var(--color-ink)", "var(--color-ink-muted)"],
  barPercent: 78,
  grid: "var(--color-line)",
  base: "var(--color-line-strong)",
  axisText: "var(--color-ink-faint)",
  references: { weak: "var(--color-weak)", resilient: "var(--color-resilient)" },
  ground: "var(--color-canvas)",
  axisTextPx: 11,
  lineWidthPx: 2,
  barMaxWidthPx: 26,
} as const;

/** The same colours as classes, for what stands beside a chart: its key and the marks in its hover. */
export const seriesClasses = ["text-accent", "text-ink", "text-ink-muted"] as const;

export const referenceClasses = { weak: "text-weak", resilient: "text-resilient" } as const;

/** The dashes of lines, so that no two are told apart by their colour alone. */
export const dashPatterns = { dashes: [5, 4], weak: [2, 3], resilient: [8, 3] } as const;
