import { expect } from "vitest";
import type { FigureBase, IndexFigure } from "#lib/index/figure";

/** Holds what is true of every figure, whatever the companies. */
export function expectSoundFigure({ id, unit, value, base, bounds, parts }: IndexFigure): void {
  expectAddsUp(base);
  for (const part of parts) expectAddsUp(part.base);
  if (bounds !== null && value.state === "known") {
    expect(bounds.low, id).toBeLessThanOrEqual(value.value + 1e-9);
    expect(bounds.high, id).toBeGreaterThanOrEqual(value.value - 1e-9);
  }
  const values = [value, ...parts.map((part) => part.value)].flatMap((each) =>
    each.state === "known" ? [each.value] : each.state === "interval" ? [each.low, each.high] : [],
  );
  for (const each of values) expect(Number.isFinite(each), id).toBe(true);
  if (value.state === "interval") expect(value.low).toBeLessThan(value.high);
  if (value.state === "missing") expect(value.detail, id).toMatch(/\.$/);
  if (unit !== "ratio" || id.startsWith("return_gap") || id === "interest_to_debt") return;
  for (const each of values) {
    expect(each, id).toBeGreaterThanOrEqual(0);
    expect(each, id).toBeLessThanOrEqual(1);
  }
}

function expectAddsUp({ denominator, known, unknown }: FigureBase): void {
  expect(known.count + unknown.count).toBe(denominator.count);
  expect(known.weight + unknown.weight).toBeCloseTo(denominator.weight, 9);
}
