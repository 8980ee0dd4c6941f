import { CompletionContext } from "@codemirror/autocomplete";
import { EditorState } from "@codemirror/state";
import { describe, expect, it } from "vitest";
import { buildPolicyScope } from "#lib/verdict/policy/policy-scope";
import { listNames, listSubjects } from "#lib/workbench/column/metric-subject";
import { searchSubjects } from "#lib/workbench/column/search-names";
import { createCompletionSource } from "@/components/query/query-completion";

const names = [
  { id: "interest_cover", label: "Interest cover", unit: "times", description: "EBIT over interest." },
  { id: "sector", label: "Sector", unit: null, description: "" },
];
const source = createCompletionSource({
  searchNames: (text) => names.filter(({ id }) => id.includes(text)),
  listTexts: (id) => (id === "sector" ? ["Energy", "Health Care", "3D Printing"] : null),
});

/** The labels offered at the bar in the text. */
async function complete(text: string): Promise<string[]> {
  const at = text.indexOf("|");
  const state = EditorState.create({ doc: text.replace("|", "") });
  const result = await source(new CompletionContext(state, at, false));
  return result?.options.map(({ label }) => label) ?? [];
}

describe("completion of a query", () => {
  it("offers names and functions where a value is expected", async () => {
    expect(await complete("inter|")).toEqual(["interest_cover"]);
    expect(await complete("sector = energy and inter|")).toEqual(["interest_cover"]);
    expect(await complete("pc|")).toEqual(["pct"]);
    expect(await complete("roic > 3 * (inter|")).toEqual(["interest_cover"]);
  });

  it("offers words, not names, after a value", async () => {
    expect(await complete("interest_cover b|")).toEqual(["between"]);
    expect(await complete("interest_cover i|")).toEqual(["in", "is known", "is missing"]);
    expect(await complete("interest_cover > 3 a|")).toEqual(["and"]);
  });

  it("offers the texts of a text column, bare where they read as a word", async () => {
    expect(await complete("sector = e|")).toEqual(["energy", "health_care"]);
    expect(await complete("sector in (energy, h|")).toEqual(["health_care"]);
    expect(await complete("sector not in (p|")).toEqual(['"3D Printing"']);
    expect(await complete("sector != 3|")).toEqual([]);
  });

  it("offers nothing in the middle of nowhere", async () => {
    expect(await complete("interest_cover > |")).toEqual([]);
    expect(await complete("|")).toEqual([]);
  });
});

describe("completion of a text that names a company", () => {
  const opened: string[] = [];
  const offered = createCompletionSource({
    searchNames: (text) => names.filter(({ id }) => id.startsWith(text)),
    listTexts: () => null,
    listCompanies: (text) =>
      "inhr".includes(text) ? [{ ticker: "HRI", name: "Herc Holdings", open: () => opened.push("HRI") }] : [],
  });
  const offer = async (text: string) => {
    const state = EditorState.create({ doc: text });
    const result = await offered(new CompletionContext(state, text.length, false));
    return result?.options.map(({ label }) => label) ?? [];
  };

  it("offers to open it after what a query could mean, and only for the whole text", async () => {
    expect(await offer("hr")).toEqual(["Open HRI"]);
    expect(await offer("in")).toEqual(["interest_cover", "Open HRI"]);
    expect(await offer("sector = energy and hr")).toEqual([]);
    expect(await offer("")).toEqual([]);
  });
});

describe("completion with the names of the catalogue", () => {
  const scope = buildPolicyScope();
  const all = listNames(scope, listSubjects(scope));
  const catalogue = createCompletionSource({
    searchNames: (text, depth) => searchSubjects(all, text, depth),
    listTexts: () => null,
  });
  const offer = async (text: string) => {
    const at = text.indexOf("|");
    const state = EditorState.create({ doc: text.replace("|", "") });
    const result = await catalogue(new CompletionContext(state, at, false));
    return { first: result?.options[0]?.label, from: result?.from, replaced: text.slice(result?.from ?? 0, at) };
  };

  it.each([
    ["cover|", "interest_cover", "cover"],
    ["debt|", "total_debt", "debt"],
    ["net inc|", "net_income", "net inc"],
    ["roic > 5% and net inc|", "net_income", "net inc"],
    ["ev / eb|", "ev_to_ebitda", "ev / eb"],
    ["P/E|", "pe", "P/E"],
    ["pct(interest cov|", "interest_cover", "interest cov"],
    ["cash bu|", "annual_burn", "cash bu"],
    ["net_debt / ebit|", "ebit", "ebit"],
    ["net_income / mark|", "market_cap", "mark"],
    ["roic a|", "and", "a"],
    ["interest_cover i|", "in", "i"],
    ["leverage|", "net_debt_to_ebitda", "leverage"],
  ])("%j offers %s first, in the place of %j", async (text, first, replaced) => {
    expect(await offer(text)).toMatchObject({ first, replaced });
  });
});
