import { afterEach, beforeEach, expect } from "vitest";

let noise: string[] = [];

beforeEach(() => {
  noise = [];
  for (const method of ["error", "warn"] as const) {
    console[method] = (...parts: readonly unknown[]) => {
      noise.push(`console.${method}: ${parts.map(String).join(" ")}`);
    };
  }
});

// A test that means to see the noise replaces the method itself, for instance with vi.spyOn.
afterEach(() => {
  expect(noise, "a test must not write to console.error or console.warn").toEqual([]);
});
