import { expect, it } from "vitest";
import { SharedWork } from "#lib/server/shared-work";

it("gives all who ask for a key the same work, and begins anew when it is over, also after an error", async () => {
  const work = new SharedWork<number>();
  let begun = 0;
  const begin = async () => {
    begun += 1;
    if (begun === 1) throw new Error("no");
    return begun;
  };
  const [first, second] = [work.share("a", begin), work.share("a", begin)];
  expect(second).toBe(first);
  expect([work.size, work.has("a"), work.has("b")]).toEqual([1, true, false]);
  await expect(first).rejects.toThrow("no");
  expect([await work.share("a", begin), await work.share("a", begin), work.size]).toEqual([2, 3, 0]);
});

it("begins anew beside what was forgotten", async () => {
  const work = new SharedWork<string>();
  const first = work.share("a", async () => "old");
  work.forget("a");
  const second = work.share("a", async () => "new");
  expect(await Promise.all([first, second])).toEqual(["old", "new"]);
  expect(work.size).toBe(0);
});
