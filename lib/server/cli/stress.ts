import "server-only";
import { readStress } from "#lib/server/http/read-stress";
import { answerStress } from "#lib/server/service/screen/answer-stress";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { scenarioPresets } from "#lib/stress/scenario";
import { parseOptions } from "./parse-options";
import { listPolicyParameters, policyOptions, policyUsage } from "./policy-options";
import { joinValues, runReadCommand } from "./run-read-command";
import { writeStress } from "./write-stress";

const usage = `Shows what becomes of the verdicts under a scenario: by verdict, by sector and by name, beside every named scenario.

  npm run stress -- ["QUERY"] [--scenario mild_recession] [--policy 1] [--asof 2025-06-30] [--all] [--limit 100] [--json]

QUERY chooses the companies by their figures as reported, such as "sector = industrials" or "ticker = HRI"; leave it out
for the index.
--scenario is one of ${scenarioPresets.map(({ id }) => id).join(", ")},
or numbers such as rate_shift:300bp,ebit_change:-15%,horizon:36; without it rates rise by 200 bp over 24 months.
--all lists every company of QUERY with its cover and headroom, and not only those whose verdict changes.
--limit and --offset choose which of them, the heaviest first. --json gives the answer of GET /api/v1/stress.
${policyUsage}`;

await runReadCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    args: joinValues(process.argv.slice(2), ["--scenario"]),
    allowPositionals: true,
    options: {
      scenario: { type: "string" },
      asof: { type: "string" },
      snapshot: { type: "string" },
      ...policyOptions,
      all: { type: "boolean", default: false },
      limit: { type: "string" },
      offset: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return usage;
  const parameters = listPolicyParameters(values);
  if (positionals.length > 0) parameters.set("q", positionals.join(" "));
  if (values.all) parameters.set("list", "all");
  for (const name of ["scenario", "asof", "snapshot", "limit", "offset"] as const) {
    const value = values[name];
    if (value !== undefined) parameters.set(name, value);
  }
  const { request, page } = readStress(parameters);
  const answer = await answerStress(request, page);
  return values.json ? JSON.stringify(answer, null, 2) : writeStress(answer, requirePolicy(request.policy ?? null));
});
