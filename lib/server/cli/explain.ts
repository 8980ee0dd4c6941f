import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { FigureSource } from "#lib/contract/company";
import { buildPolicyAnswer } from "#lib/contract/policy";
import { describeLaterMembership } from "#lib/contract/snapshot";
import type { TraceNode } from "#lib/expr/trace";
import { formatValue, missingMeanings } from "#lib/metric/format";
import { explainFigure, type FigureReport } from "#lib/server/service/company/explain-figure";
import type { Policy } from "#lib/verdict/policy/policy";
import { getTraceFormat } from "#lib/verdict/rule-sentence";
import { parseOptions } from "./parse-options";
import { policyOptions, policyUsage, readPolicyOptions, writePolicyLine } from "./policy-options";
import { runReadCommand } from "./run-read-command";

const usage = `Shows how a figure of a company came about, down to the filings.

  npm run explain -- TICKER METRIC [--asof 2026-05-05] [--policy 1] [--number w1_cover=1.5]... [--json]

METRIC is a metric, a fact or any expression, such as interest_cover or "revenue / revenue[-1] - 1".
TICKER may be one that the company had before. A company that left the index is shown as it was listed last.
${policyUsage}`;

await runReadCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    allowPositionals: true,
    options: {
      asof: { type: "string" },
      ...policyOptions,
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return usage;
  const [ticker, ...words] = positionals;
  if (ticker === undefined || words.length === 0) {
    throw new AppError("invalid_request", `Name a company and a metric.\n\n${usage}`);
  }
  const report = await explainFigure(ticker, words.join(" "), {
    asOf: values.asof ?? null,
    policy: readPolicyOptions(values),
  });
  return values.json
    ? JSON.stringify({ ...report, policy: buildPolicyAnswer(report.policy) }, null, 2)
    : writeReport(report);
});

function writeReport(report: FigureReport): string {
  const { ticker, name, snapshot, policy, trace, sources, askedAs, departure } = report;
  const lines = [`${ticker}  ${name}, as of ${snapshot.asOf}${snapshot.isSample ? " (sample data, fictional)" : ""}`];
  if (askedAs !== null) lines.push(`${askedAs} is the same company: it is listed as ${ticker} in these data.`);
  if (departure !== null) {
    lines.push(
      `It left the index after ${departure.lastListedOn}, the last list that has it: these are the figures of that day.`,
    );
  }
  lines.push(...writePolicyLine(policy));
  const later = describeLaterMembership(snapshot);
  if (later !== null) lines.push(later);
  lines.push("");
  writeTrace(trace, { sources: sources ?? {}, policy }, 0, lines);
  if (sources === null)
    lines.push("", "Filings are not shown, because a server has the database open. Stop it to see them.");
  return lines.join("\n");
}

function writeTrace(
  node: TraceNode,
  context: { readonly sources: Readonly<Record<string, FigureSource>>; readonly policy: Policy },
  depth: number,
  lines: string[],
): void {
  const pad = "  ".repeat(depth);
  const format = getTraceFormat(node, context.policy);
  const value = node.value.type === "missing" ? missingMeanings[node.value.reason] : formatValue(node.value, format);
  lines.push(`${pad}${node.label ?? node.text} = ${value}${node.note === undefined ? "" : `  (${node.note})`}`);
  if (node.formula !== undefined) lines.push(`${pad}  formula: ${node.formula}`);
  const source = node.columnId === undefined ? undefined : context.sources[node.columnId];
  if (source?.detail) lines.push(`${pad}  ${source.detail}`);
  for (const part of source?.parts ?? []) {
    const period = part.start === null ? part.end : `${part.start} to ${part.end}`;
    lines.push(`${pad}  ${part.sign < 0 ? "−" : "+"} ${part.value} ${part.unit}, ${period}, ${part.tag}`);
    lines.push(
      `${pad}    ${part.form} filed ${part.filed}, ${part.accession}${part.url === null ? "" : `  ${part.url}`}`,
    );
  }
  for (const input of node.inputs) {
    if (input.kind !== "constant") writeTrace(input, context, depth + 1, lines);
  }
}
