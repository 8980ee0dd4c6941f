import fc from "fast-check";
import { expect, it } from "vitest";
import { addRecent, parseRecent, type RecentChoice, recentMax } from "@/components/search/recent-choice";

const company: RecentChoice = { kind: "company", ticker: "HRI", name: "Herc Holdings" };

it("reads back what was kept", () => {
  const choices: readonly RecentChoice[] = [
    company,
    { kind: "metric", id: "interest_cover", label: "Interest cover", isExplained: true },
    { kind: "preset", id: "zombies" },
    { kind: "page", href: "/methodology" },
  ];
  expect(parseRecent(JSON.stringify(choices))).toEqual(choices);
});

it("leaves out what is no choice, leads elsewhere or is too long", () => {
  const bad = [
    null,
    3,
    "HRI",
    {},
    { kind: "company", ticker: "<b>", name: "x" },
    { kind: "company", ticker: "HRI", name: "x".repeat(10_000) },
    { kind: "page", href: "//elsewhere.example" },
    { kind: "page", href: "javascript:alert(1)" },
    { kind: "metric", id: "__proto__", label: "x" },
    { kind: "action", id: "sign_out" },
  ];
  expect(parseRecent(JSON.stringify([...bad, company]))).toEqual([company]);
  for (const text of [null, "", "{", "null", "{}", "7", '"x"']) expect(parseRecent(text)).toEqual([]);
  fc.assert(
    fc.property(fc.json(), (text) => {
      expect(parseRecent(text).length).toBeLessThanOrEqual(recentMax);
    }),
  );
});

it("keeps the newest first, each once, and no more than a few", () => {
  const many = Array.from({ length: 20 }, (_, at): RecentChoice => ({ kind: "preset", id: `p${at}` }));
  const kept = many.reduce<readonly RecentChoice[]>(addRecent, []);
  expect(kept).toHaveLength(recentMax);
  expect(kept[0]).toEqual({ kind: "preset", id: "p19" });
  expect(
    addRecent(addRecent(kept, company), { ...company, name: "Herc" }).filter(({ kind }) => kind === "company"),
  ).toEqual([{ ...company, name: "Herc" }]);
});
