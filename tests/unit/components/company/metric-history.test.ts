import { describe, expect, it } from "vitest";
import type { MetricHistory } from "#lib/contract/history";
import { findMetricPast } from "@/components/company/metric-history";
import { describePast } from "@/components/company/sparkline";

function buildHistory(values: readonly (number | null)[]): MetricHistory {
  const ends = ["2025-06-30", "2025-09-30", "2025-12-31", "2026-03-31"];
  return {
    snapshot: { id: "x", asOf: "2026-05-05", isSample: true, membership: { asOf: "2026-05-05", isLater: false } },
    policy: { id: "ballast", version: 1, changed: {} },
    ticker: "HRI",
    name: "Herc",
    mode: "as_filed",
    quarters: ends.map((end) => ({ end, filed: end, pricedOn: end })),
    metrics: [
      {
        id: "roic",
        label: "Return on capital",
        type: "number",
        unit: "ratio",
        format: "percent",
        values: [...values],
        missing: values.map((value) => (value === null ? "not_reported" : null)),
      },
    ],
    leftOut: [],
  };
}

describe("the past of a metric", () => {
  it("is said in words with its first and last value and what is missing", () => {
    const past = findMetricPast(buildHistory([0.123, null, 0.1, 0.05]), "roic");
    expect(past && describePast(past)).toBe(
      "Return on capital from 12.3% in Jun 2025 to 5% in Mar 2026, 1 of 4 quarters missing.",
    );
    const whole = findMetricPast(buildHistory([0.1, 0.2, 0.3, 0.4]), "roic");
    expect(whole && describePast(whole)).toBe("Return on capital from 10% in Jun 2025 to 40% in Mar 2026.");
  });

  it("is not drawn with fewer than two values, nor for a metric that the answer does not have", () => {
    expect(findMetricPast(buildHistory([null, null, null, 0.1]), "roic")).toBeNull();
    expect(findMetricPast(buildHistory([1, 2, 3, 4]), "roe")).toBeNull();
  });
});
