import { expect, it } from "vitest";
import { labelText } from "#lib/metric/text-label";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { verdictIds, verdictLabels } from "#lib/verdict/verdict";

const scope = buildPolicyScope();

it("names every text that a declared column can have, none with an underscore", () => {
  const texts = scope.ids().flatMap((id) => {
    const definition = scope.find(id);
    const values =
      definition !== undefined && "type" in definition && definition.type === "text"
        ? [...(definition.values ?? []), ...("usual" in definition ? (definition.usual ?? []) : [])]
        : [];
    return values.map((text) => [id, text] as const);
  });
  expect(texts.length).toBeGreaterThan(30);
  expect(texts.filter(([id, text]) => labelText(id, text).includes("_"))).toEqual([]);
});

it("calls the verdicts what they are called everywhere", () => {
  for (const id of verdictIds) expect(labelText("verdict", id)).toBe(verdictLabels[id]);
});

it("leaves texts of the data as they are", () => {
  expect(labelText("sector", "Health Care")).toBe("Health Care");
  expect(labelText("ticker", "z")).toBe("z");
  expect(labelText("group", "toString")).toBe("toString");
});
