import "server-only";
import { AppError } from "#lib/contract/app-error";
import { buildCoverageAnswer, buildSubjectAnswer } from "#lib/contract/coverage";
import { type CoverageSource, coverageSources } from "#lib/coverage/coverage";
import { type CoverageRequest, getCoverage, getSubjectCoverage } from "#lib/server/service/data/get-coverage";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { parseOptions } from "./parse-options";
import { policyOptions, readPolicyOptions, writePolicyLine } from "./policy-options";
import { runReadCommand } from "./run-read-command";
import { writeCoverage, writeMissingCompanies, writeSubject } from "./write-coverage";

const usage = `Shows for how many companies each fact and metric is known, and why it is not for the rest.

  npm run coverage                                  targets, facts and metrics
  npm run coverage -- --by sector                   the share of each sector instead of the reasons
  npm run coverage -- --fact revenue                one fact: by sector, by tag and method, by cause
  npm run coverage -- --metric interest_cover       one metric: by sector
  npm run coverage -- --missing interest_expense    the companies that lack a fact or metric, and why

  --source filings     only constituents with filings (figures: with figures of any origin; all, the default)
  --where CONDITION    only constituents for which it is true, such as "total_debt > 0"
  --asof DATE          the universe as it was known on that day
  --policy 1           the metrics and verdicts of that version of the policy (--number w1_cover=1.5: with that number)
  --json               the answer of GET /api/v1/coverage`;

await runReadCommand(usage, async () => {
  const { values } = parseOptions({
    options: {
      by: { type: "string" },
      fact: { type: "string" },
      metric: { type: "string" },
      missing: { type: "string" },
      source: { type: "string", default: "all" },
      where: { type: "string" },
      asof: { type: "string" },
      ...policyOptions,
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return usage;
  if (values.by !== undefined && values.by !== "sector") {
    throw new AppError("invalid_request", `--by can only be sector, and this is "${values.by}".`);
  }
  const request: CoverageRequest = {
    source: requireSource(values.source),
    where: values.where ?? null,
    asOf: values.asof ?? null,
    policy: readPolicyOptions(values),
  };
  if (values.by !== undefined && [values.fact, values.metric, values.missing].some((name) => name !== undefined)) {
    throw new AppError("invalid_request", "One fact or metric is always shown by sector: leave --by out.");
  }
  const policy = requirePolicy(request.policy ?? null);
  const withPolicy = (text: string): string => [...writePolicyLine(policy), text].join("\n");
  const id = requireOne([values.fact, values.metric, values.missing]);
  if (id === null) {
    const report = await getCoverage(request);
    const bySector = values.by === "sector";
    return values.json
      ? JSON.stringify(buildCoverageAnswer(report, { bySector }), null, 2)
      : withPolicy(writeCoverage(report, { bySector }));
  }
  const report = await getSubjectCoverage(id, request);
  if (values.json) return JSON.stringify(buildSubjectAnswer(report), null, 2);
  return withPolicy(values.missing === undefined ? writeSubject(report) : writeMissingCompanies(report));
});

function requireSource(text: string): CoverageSource {
  const source = coverageSources.find((candidate) => candidate === text);
  if (source) return source;
  throw new AppError("invalid_request", `--source is one of ${coverageSources.join(", ")}, and this is "${text}".`);
}

function requireOne(names: readonly (string | undefined)[]): string | null {
  const given = names.filter((name) => name !== undefined);
  if (given.length > 1) throw new AppError("invalid_request", "Give one of --fact, --metric and --missing.");
  return given[0] ?? null;
}
