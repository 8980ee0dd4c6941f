import { expect, test } from "vitest";
import { plainTextSchema } from "#lib/contract/plain-text";

test("a text has no control characters, half characters or turned directions, and something that can be seen", () => {
  for (const text of ["Ten holdings", "  株式 ≥ 1 \n", "a\u200db", "👩\u200d👧", "", "\u05d0\u05d1"]) {
    expect([text, plainTextSchema.safeParse(text).success]).toEqual([text, true]);
  }
  const refused = ["\u0000", "a\u0085b", "a\u202eb", "a\u2066b", "\u200b\u200b", "\ud800x", "a\u001bb"];
  for (const text of refused) {
    expect([write(text), plainTextSchema.safeParse(text).success]).toEqual([write(text), false]);
  }
});

function write(text: string): string {
  return JSON.stringify(text);
}
