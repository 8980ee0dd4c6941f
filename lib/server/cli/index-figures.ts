import "server-only";
import { indexParameterSchema } from "#lib/contract/index-figure";
import { urlKeys } from "#lib/screen/url-key";
import { readViewParameters } from "#lib/server/http/read-view";
import { getIndexFigures } from "#lib/server/service/index/get-index-figures";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { scenarioPresets } from "#lib/stress/scenario";
import { parseOptions } from "./parse-options";
import { policyOptions, policyUsage, readPolicyOptions, writePolicyLine } from "./policy-options";
import { runReadCommand } from "./run-read-command";
import { writeIndex, writeIndexFigure } from "./write-index";

const usage = `Measures the index: loss-makers, interest, debt and when it falls due, sectors, verdicts, the S&P 500, deals.

  npm run index                                     every figure with what it is of, beside the published ones
  npm run index -- --figure interest_to_debt        one figure: its definition, its parts, its points, its names

  --asof DATE          the index as it was known on that day (2025-06-30)
  --scenario NAME      the verdicts under assumptions: ${scenarioPresets.map(({ id }) => id).join(", ")}, or numbers
                       such as rate_shift:300bp,ebit_change:-15%
  --json               the answer of GET /api/v1/index
${policyUsage}
A share is of the companies of which it is known; how many are not known stands beside. Closes of IWM and SPY, the list of
the S&P 500 and that of the S&P 600 are read from the database: while a server has it open, ask the server.`;

await runReadCommand(usage, async () => {
  const { values } = parseOptions({
    options: {
      figure: { type: "string" },
      asof: { type: "string" },
      scenario: { type: "string" },
      snapshot: { type: "string" },
      ...policyOptions,
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return usage;
  const parameters = new URLSearchParams();
  for (const name of ["figure", urlKeys.asOf, urlKeys.scenario, urlKeys.snapshot] as const) {
    const value = values[name];
    if (value !== undefined) parameters.set(name, value);
  }
  const { figure, scenario, asof, snapshot } = readViewParameters(parameters, indexParameterSchema);
  const policy = await readPolicyOptions(values);
  const answer = await getIndexFigures({
    figure: figure ?? null,
    scenario: scenario ?? null,
    asOf: asof ?? null,
    hash: snapshot ?? null,
    policy,
  });
  if (values.json) return JSON.stringify(answer, null, 2);
  const judgedBy = writePolicyLine(await requirePolicy(policy));
  const [only] = answer.figures;
  const text = figure !== undefined && only !== undefined ? writeIndexFigure(answer, only) : writeIndex(answer);
  return [...judgedBy, text].join("\n");
});
