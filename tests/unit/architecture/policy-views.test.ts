import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { policyViews } from "../../support/policy-views";

const app = join(import.meta.dirname, "../../../app");

it("S-7: every page and route is in the table by which tests ask whether it judges by the policy of its address", () => {
  const files = readdirSync(app, { recursive: true, encoding: "utf8" }).filter((file) =>
    /(^|\/)(page\.tsx|route\.ts)$/.test(file),
  );
  expect(files.length).toBeGreaterThan(15);
  expect(Object.keys(policyViews).toSorted()).toEqual(files.toSorted());
});
