import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { companyAnswerSchema } from "#lib/contract/company";
import { companyStressSchema } from "#lib/contract/company-stress";
import { coverageAnswerSchema } from "#lib/contract/coverage";
import { historyAnswerSchema } from "#lib/contract/history";
import { indexAnswerSchema } from "#lib/contract/index-figure";
import { metricsAnswerSchema } from "#lib/contract/metric";
import { policyMovesSchema } from "#lib/contract/policy-moves";
import { problemSchema } from "#lib/contract/problem";
import { screenAnswerSchema } from "#lib/contract/screen";
import { searchAnswerSchema } from "#lib/contract/search";
import { stressAnswerSchema } from "#lib/contract/stress";
import { findCompanyRow } from "#lib/screen/universe/company-row";
import { closeDatabase, type Database } from "#lib/server/db/database";
import { explainFigure } from "#lib/server/service/company/explain-figure";
import { getWorkedCompany } from "#lib/server/service/company/get-worked-company";
import { getUniverse } from "#lib/server/service/screen/get-universe";
import { readVerdict } from "#lib/verdict/judge";
import { defaultPolicy, policies } from "#lib/verdict/policy/catalogue";
import { listPolicyChanges, type PolicyChoice, resolvePolicy } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { draftPolicy, type NamedPolicy } from "#lib/verdict/policy/policy-draft";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { writeSlug } from "#lib/verdict/policy/policy-slug";
import { policyV2 } from "#lib/verdict/policy/version-2/policy-v2";
import type { BundledName } from "../../support/bundled-commands";
import { policyViews } from "../../support/policy-views";
import { openSmallInstallation, type SmallInstallation } from "../../support/small-installation";
import { type CommandLine, runCommands } from "../../support/start-process";

type Handler = (request: Request, context: { params: Promise<Record<string, string>> }) => Promise<Response>;

/** Version 2 with a number changed, a rule left out, a condition changed and a rule of its own. */
const strict: NamedPolicy = {
  ...draftPolicy(policyV2),
  slug: "strict-test-rules",
  name: "Strict",
  revision: 1,
  numbers: { w1_cover: 1.5 },
  rules: [
    ...policyV2.rules.flatMap((rule) =>
      rule.id === "r6" ? [] : [rule.id === "r11" ? { ...rule, formula: "total_equity > 0.9 * total_assets" } : rule],
    ),
    {
      id: "own_1",
      side: "weak",
      label: "Little revenue",
      description: "Revenue is under 200 million dollars.",
      applies: "not (sector = financials)",
      formula: "revenue < $200m",
      measure: null,
      source: { kind: "own_choice", text: "Written by its owner." },
    },
  ],
};
const strictVersion = writeSlug(strict.slug ?? "");

async function keepNamed({ client }: Database): Promise<void> {
  const owner = await client.user.create({ data: { email: "ada@example.com" } });
  const { slug, name, version: baseVersion, applies, numbers, rules } = strict;
  const content = JSON.parse(JSON.stringify({ applies, numbers, rules }));
  await client.namedPolicy.create({ data: { slug: slug ?? "", name, baseVersion, content, ownerId: owner.id } });
}

const handlers = import.meta.glob<{ GET: Handler }>("../../../app/api/v1/**/route.ts");
const routes = Object.entries(policyViews).flatMap(([file, view]) => (view.kind === "route" ? [file] : []));
const tickers = ["MOGA", "STRL", "TOWN"];
let installation: SmallInstallation;

beforeAll(async () => {
  installation = await openSmallInstallation(keepNamed);
});

afterAll(() => installation.remove());

async function request(file: string, query: string, ticker = "MOGA"): Promise<Response> {
  const load = handlers[`../../../app/${file}`];
  if (load === undefined) throw new Error(`There is no ${file}.`);
  const path = file.replace("/route.ts", "").replace("[ticker]", ticker);
  const { GET } = await load();
  return GET(new Request(`http://localhost/${path}${query}`), { params: Promise.resolve({ ticker }) });
}

function resolve(choice: PolicyChoice | null): Policy {
  const policy = resolvePolicy(choice);
  if (!policy.ok) throw new Error(policy.error);
  return policy.value;
}

/** Each version, and each with its first number at the end of its range that is farther away. */
const asked: readonly (readonly [query: string, choice: PolicyChoice | null])[] = [
  ["", null],
  ...policies.flatMap(({ version, parameters: [first] }): (readonly [string, PolicyChoice])[] => {
    if (first === undefined) throw new Error("Impossible state: a policy without numbers");
    const end = first.max - first.value > first.value - first.min ? first.max : first.min;
    return [
      [`?policy=${version}`, { version: String(version), values: {} }],
      [`?policy=${version}&p.${first.id}=${end}`, { version: String(version), values: { [first.id]: end } }],
    ];
  }),
  [`?policy=${strictVersion}`, { version: strictVersion, values: {}, named: strict }],
  [`?policy=${strictVersion}&p.w1_cover=2`, { version: strictVersion, values: { w1_cover: 2 }, named: strict }],
];

describe.each(asked)("asked with %j", (query, choice) => {
  const policy = resolve(choice);
  const told = { id: policy.id, version: policy.version, changed: listPolicyChanges(policy) };
  const named = policy.named === undefined ? told : { ...told, named: { slug: strict.slug, name: "Strict" } };
  // As an address says it: what a named policy says is looked up.
  const looked = choice === null ? null : { version: choice.version, values: choice.values };
  const metricIds = listPolicyMetrics(policy).map(({ id }) => id);
  const judged = async (ticker: string) => {
    const { universe } = await getUniverse({ policy: looked });
    return readVerdict(universe.judgement, findCompanyRow(universe, ticker) ?? -1);
  };

  it.each(routes)("S-7: %s answers by that policy and says so", async (file) => {
    const body: unknown = await (await request(file, query)).json();
    const told = body as { readonly policy?: unknown; readonly after?: object };
    expect(told.policy ?? told.after).toMatchObject(named);
    if (file.includes("/policy/")) {
      const { after } = policyMovesSchema.parse(body);
      const { universe } = await getUniverse({ policy: looked });
      expect(after.counts).toEqual(universe.judgement.counts);
    } else if (file.includes("/companies/") && file.includes("/stress/")) {
      for (const ticker of tickers) {
        const answer = companyStressSchema.parse(await (await request(file, query, ticker)).json());
        expect([answer.ticker, answer.from]).toEqual([ticker, await judged(ticker)]);
      }
    } else if (file.includes("/history/")) {
      const { metrics, leftOut } = historyAnswerSchema.parse(body);
      expect([...metrics, ...leftOut].map(({ id }) => id).toSorted()).toEqual(metricIds.toSorted());
    } else if (file.includes("/coverage/")) {
      const { subjects } = coverageAnswerSchema.parse(body);
      expect(subjects.flatMap(({ id, kind }) => (kind === "metric" ? [id] : []))).toEqual(metricIds);
    } else if (file.includes("/index/")) {
      const { figures, total } = indexAnswerSchema.parse(body);
      const { universe } = await getUniverse({ policy: choice });
      const notRated = figures.find(({ id }) => id === "verdict_not_rated");
      expect(notRated?.value).toEqual({ state: "known", value: universe.judgement.counts.not_rated / total });
    } else if (file.includes("/metrics/")) {
      expect(metricsAnswerSchema.parse(body).metrics.map(({ id }) => id)).toEqual(metricIds);
    } else if (file.includes("/stress/")) {
      const { universe } = await getUniverse({ policy: choice });
      expect(stressAnswerSchema.parse(body).reported).toEqual(universe.judgement.counts);
    } else if (file.includes("/search/")) {
      const answer = await request(file, `${query === "" ? "?" : `${query}&`}q=MOGA`);
      const [found] = searchAnswerSchema.parse(await answer.json()).companies;
      expect(found?.verdict).toBe(await judged("MOGA"));
    } else if (file.includes("/screen/")) {
      for (const row of screenAnswerSchema.parse(body).rows) expect(row.verdict).toBe(await judged(row.ticker));
    } else {
      for (const ticker of tickers) {
        const answer = companyAnswerSchema.parse(await (await request(file, query, ticker)).json());
        expect(answer.verdict).toBe(await judged(ticker));
        expect(answer.rules.map(({ id, formula }) => [id, formula])).toEqual(
          policy.rules.map(({ id, formula }) => [id, formula]),
        );
      }
    }
  });

  it("traces a number of the policy with its value", async () => {
    const [first] = policy.parameters;
    const report = await explainFigure("MOGA", first?.id ?? "", { policy: looked });
    expect(report.policy).toBe(policy);
    expect(report.trace.value).toEqual({ type: "number", value: first?.value });
  });
});

it("traces the rules that only a version has under that version alone", async () => {
  const version = policies.find((policy) => policy !== defaultPolicy)?.version;
  const choice: PolicyChoice = { version: String(version), values: {} };
  const rule = resolve(choice).rules.find(({ id }) => !defaultPolicy.rules.some((other) => other.id === id));
  const id = rule?.id ?? "";
  expect(id).not.toBe("");
  await expect(explainFigure("MOGA", id)).rejects.toThrow();
  expect((await explainFigure("MOGA", id, { policy: choice })).trace.label).toBe(rule?.label);
});

describe.each(routes)("%s refuses", (file) => {
  it.each([
    ["?policy=99", "policy", "There is no version 99"],
    ["?policy=strict", "policy", "is no version"],
    ["?policy=@no_such_policy", "policy", "There is no policy @no_such_policy"],
    [`?policy=${strictVersion}&p.w1_cover=9999`, "policy", "must lie between"],
    ["?policy=1&policy=2", "policy", "more than once"],
    ["?p.no_such_number=1", "policy", "no_such_number"],
    ["?p.w5_cover=1.5", "policy", "version 1 has it (policy=1)"],
    ["?p.w1_cover=lots", "p.w1_cover", "is no number"],
    ["?p.w1_cover=9999", "policy", "must lie between"],
    ["?polcy=2", "polcy", "polcy"],
  ])("S-7: %s", async (query, at, part) => {
    const answer = await request(file, query);
    expect(answer.status).toBe(400);
    const problem = problemSchema.parse(await answer.json());
    expect(problem.code).toBe("invalid_request");
    expect(problem.detail).toContain(part);
    expect(problem.errors?.map((place) => place.at)).toContain(at);
  });
});

describe("a command", () => {
  const run = async (...lines: readonly CommandLine[]) =>
    (await runCommands(lines, { home: installation.home })).map(({ stdout, stderr }) => stdout + stderr);
  const commands: readonly { readonly command: BundledName; readonly args: readonly string[] }[] = [
    { command: "explain", args: ["MOGA", "w1_cover"] },
    { command: "screen", args: ["revenue > 0"] },
    { command: "coverage", args: [] },
    { command: "index", args: ["--figure", "verdict_weak"] },
    { command: "stress", args: [] },
  ];
  const changed = ["--policy", "1", "--number", "w1_cover=1.5"];

  it.each(commands)(
    "S-7: $command answers by the policy that it is asked for, and says so",
    async ({ command, args }) => {
      await closeDatabase();
      const [json = "", text, usual, refused] = await run(
        [command, ...args, ...changed, "--json"],
        [command, ...args, ...changed],
        [command, ...args],
        [command, ...args, "--policy", "99"],
      );
      const answer = JSON.parse(json) as { readonly policy: unknown };
      expect(answer.policy).toEqual({ id: "ballast", version: 1, changed: { w1_cover: 1.5 } });
      expect(text).toContain("Ballast policy, version 1, with Least cover 1.50x (instead of 1.25x)");
      expect(usual).not.toBe("");
      expect(usual).not.toContain("another policy");
      expect(refused).toContain("There is no version 99 of the policy");
    },
  );

  it("answers by the rules of a named policy, and by those of a file in the form of the API", async () => {
    const { GET } = (await handlers["../../../app/api/v1/policies/[slug]/route.ts"]?.()) ?? {};
    const slug = strict.slug ?? "";
    const written = await GET?.(new Request("http://localhost/"), { params: Promise.resolve({ slug }) });
    const content = (await written?.text()) ?? "";
    const file = join(installation.folder, "strict.json");
    const misspelt = join(installation.folder, "misspelt.json");
    const cut = join(installation.folder, "cut.json");
    await writeFile(file, content);
    await writeFile(misspelt, JSON.stringify({ ...JSON.parse(content), applies: "revenu > 0" }));
    await writeFile(cut, "{");
    await closeDatabase();
    const [named = "", filed = "", explained, ofMisspelt, ofCut, ofNone] = await run(
      ["screen", "verdict = weak", "--policy", strictVersion, "--json"],
      ["screen", "verdict = weak", "--policy", file, "--json"],
      ["explain", "MOGA", "own_1", "--policy", file],
      ["screen", "--policy", misspelt],
      ["coverage", "--policy", cut],
      ["coverage", "--policy", join(installation.folder, "away.json")],
    );
    const [byName, byFile] = [JSON.parse(named), JSON.parse(filed)];
    expect(byName.policy).toEqual({
      id: "ballast",
      version: 2,
      changed: {},
      named: { slug: strict.slug, name: "Strict" },
    });
    expect(byFile.policy.named).toEqual({ slug: null, name: "Strict" });
    expect(byFile.count).toBeGreaterThan(0);
    expect(byFile.rows).toEqual(byName.rows);
    expect(explained).toContain("Little revenue");
    expect(ofMisspelt).toMatch(/Whom the policy judges.*revenu.*Did you mean revenue/s);
    expect(ofCut).toContain("is no JSON");
    expect(ofNone).toContain("There is no file");
  });
});

describe("the worked company of the methodology", () => {
  it.each(asked)(
    "is a mixed one under the policy of %s, and there is none only where no company is mixed",
    async (_, choice) => {
      const { universe } = await getUniverse({ policy: choice });
      const mixed = Array.from({ length: universe.rowCount }, (__, row) =>
        readVerdict(universe.judgement, row),
      ).includes("mixed");
      const worked = await getWorkedCompany({ policy: choice });
      expect(worked !== null).toBe(mixed);
      if (worked === null) return;
      expect(worked.report.explanation.verdict).toBe("mixed");
      expect(worked.policy).toBe(resolve(choice));
    },
  );
});
