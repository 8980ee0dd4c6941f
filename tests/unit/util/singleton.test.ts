import { expect, it, vi } from "vitest";
import { getSingleton } from "#lib/util/singleton.mjs";

it("makes a thing once a process, whichever copy of the module is asked", async () => {
  const first = getSingleton("of the test", () => ({ count: 1 }));
  vi.resetModules();
  const copy = await import("#lib/util/singleton.mjs");
  expect(copy.getSingleton).not.toBe(getSingleton);
  expect(copy.getSingleton("of the test", () => ({ count: 2 }))).toBe(first);
  expect(copy.getSingleton("another of the test", () => ({ count: 2 }))).not.toBe(first);
});
