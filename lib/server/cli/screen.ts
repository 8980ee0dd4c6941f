import "server-only";
import { type ScreenAnswer, screenLimitDefault } from "#lib/contract/screen";
import { describeLaterMembership } from "#lib/contract/snapshot";
import type { Unit } from "#lib/expr/scope";
import { formatsByUnit, formatWithUnit, missingGlyphs } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import { labelText } from "#lib/metric/text-label";
import { readScreen } from "#lib/server/http/read-screen";
import { answerScreen } from "#lib/server/service/screen/answer-screen";
import { requirePolicy } from "#lib/server/service/screen/get-universe";
import { scenarioPresets } from "#lib/stress/scenario";
import type { Policy } from "#lib/verdict/policy/policy";
import { findPolicyMetric } from "#lib/verdict/policy/policy-metric";
import { verdictLabels } from "#lib/verdict/verdict";
import { parseOptions } from "./parse-options";
import { listPolicyParameters, policyOptions, policyUsage, writePolicyLine } from "./policy-options";
import { joinValues, runReadCommand } from "./run-read-command";
import { type TextColumn, writeTextTable } from "./text-table";

const usage = `Screens the companies of the current snapshot, without a server.

  npm run screen -- "QUERY" [--sort -market_cap,ticker] [--columns roic,interest_cover]
                            [--scenario mild_recession] [--policy 1] [--asof 2025-06-30] [--limit ${screenLimitDefault}] [--json]
                            [--metric "my_score: 0.6 * pct(roic) + 0.4 * pct(fcf_yield)"]... [--doctor]

QUERY is text in the language, such as "interest_cover >= 4 and sector = industrials"; leave it out for all companies.
QUERY may end in "rank by 0.6 pct(roic) - 0.4 pct(net_debt_to_ebitda)", which orders by that score, the largest first.
--metric defines a metric for this screen. --doctor says what each condition of QUERY does to the result.
--scenario gives the verdicts, and what stressed(...) means, under assumptions: ${scenarioPresets.map(({ id }) => id).join(", ")},
or numbers such as rate_shift:300bp,ebit_change:-15%,horizon:36; "verdict != reported_verdict" keeps who moves.
${policyUsage}
A leading minus in --sort means descending. Wherever a column is named, any expression may stand. With --asof only what
was filed, priced and listed up to that day counts; a day that nobody asked for before is built first, which takes
seconds and the database: while a server has it open, open /screen?asof=DATE there once.`;

const defaultColumns = "market_cap,revenue,operating_margin,interest_cover,net_debt_to_ebitda,piotroski_f";

await runReadCommand(usage, async () => {
  const { values, positionals } = parseOptions({
    args: joinValues(process.argv.slice(2), ["--sort", "--columns", "--metric"]),
    allowPositionals: true,
    options: {
      sort: { type: "string" },
      columns: { type: "string" },
      scenario: { type: "string" },
      asof: { type: "string" },
      ...policyOptions,
      snapshot: { type: "string" },
      limit: { type: "string" },
      offset: { type: "string" },
      metric: { type: "string", multiple: true },
      doctor: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return usage;
  const parameters = new URLSearchParams();
  if (values.doctor) parameters.set("doctor", "1");
  for (const metric of values.metric ?? []) parameters.append("metric", metric);
  if (positionals.length > 0) parameters.set("q", positionals.join(" "));
  for (const name of ["sort", "scenario", "asof", "snapshot", "limit", "offset"] as const) {
    const value = values[name];
    if (value !== undefined) parameters.set(name, value);
  }
  for (const [name, value] of listPolicyParameters(values)) parameters.append(name, value);
  parameters.set("columns", values.columns ?? (values.json ? "" : defaultColumns));
  const { screen, page } = readScreen(parameters);
  const answer = await answerScreen(screen, page);
  return values.json ? JSON.stringify(answer, null, 2) : writeAnswer(answer, requirePolicy(screen.policy));
});

/** The answer as text: what it is, the rows as a table, and how many more there are. */
function writeAnswer(answer: ScreenAnswer, policy: Policy): string {
  const { snapshot, scenario, count, unknown, total, rows } = answer;
  const kind = snapshot.isSample ? "sample data, fictional companies" : "Russell 2000";
  const later = describeLaterMembership(snapshot);
  const head =
    `${count} of ${total} companies pass, ${unknown} cannot be judged (${kind}, as of ${snapshot.asOf}).` +
    writePolicyLine(policy)
      .map((line) => `\n${line}`)
      .join("") +
    (scenario === null ? "" : `\nVerdicts under the scenario ${scenario}.`) +
    (later === null ? "" : `\n${later}`) +
    answer.warnings.map((warning) => `\n${warning}`).join("");
  const doctor = answer.doctor === undefined ? "" : `\n\n${writeDiagnosis(answer.doctor)}`;
  if (rows.length === 0) return `${head}${doctor}`;
  const shown = answer.columns.filter(({ id }) => !["ticker", "name", "sector", "verdict"].includes(id));
  const columns: TextColumn<ScreenAnswer["rows"][number]>[] = [
    { head: "Ticker", align: "left", read: ({ ticker, otherClasses = [] }) => [ticker, ...otherClasses].join(", ") },
    { head: "Name", align: "left", widthMax: 30, read: (row) => row.name },
    { head: "Sector", align: "left", widthMax: 22, read: (row) => row.sector ?? "" },
    { head: "Verdict", align: "left", read: writeRowVerdict },
    ...shown.map(
      ({ id, label, unit, type }): TextColumn<ScreenAnswer["rows"][number]> => ({
        head: label,
        align: type === "text" ? "left" : "right",
        widthMax: 24,
        read: (row) => writeCell(id, row[id], row.missing[id], findFormat(policy, id, unit)),
      }),
    ),
  ];
  const more =
    count > rows.length ? `\n${count - rows.length} more: raise --limit, or add --offset ${rows.length}.` : "";
  return `${head}\n\n${writeTextTable(columns, rows)}${more}${doctor}`;
}

/** `Weak (provisional)`: by second-hand figures. */
function writeRowVerdict({ verdict, isProvisional }: ScreenAnswer["rows"][number]): string {
  return isProvisional ? `${verdictLabels[verdict]} (provisional)` : verdictLabels[verdict];
}

type Diagnosis = NonNullable<ScreenAnswer["doctor"]>;

/** What each condition does, and how the count moves with its numbers. */
function writeDiagnosis({ clauses, loosen }: Diagnosis): string {
  if (clauses.length === 0) return "The query has no condition to diagnose.";
  const count = (head: string, read: (clause: Diagnosis["clauses"][number]) => number) =>
    ({ head, align: "right", read: (clause) => String(read(clause)) }) as TextColumn<Diagnosis["clauses"][number]>;
  const table = writeTextTable(
    [
      { head: "Condition", align: "left", widthMax: 60, read: ({ expression }) => expression },
      count("Passes", ({ passes }) => passes),
      count("Removes", ({ removes }) => removes),
      count("Unknown", ({ unknown }) => unknown),
      count("Only it removes", ({ removesOnlyIt }) => removesOnlyIt),
    ],
    clauses,
  );
  const lines = clauses.flatMap(({ expression, sensitivity }) =>
    sensitivity.map(({ end, points }) => {
      const steps = points.map(({ bound, count: kept }) => `${Number(bound.toPrecision(4))}: ${kept}`).join(", ");
      return `${expression}${end === "only" ? "" : ` (${end} end)`}, companies kept by its number: ${steps}`;
    }),
  );
  const advice = loosen === null ? [] : [`Loosen first: ${clauses[loosen]?.expression}`];
  return [table, ...lines, ...advice].join("\n");
}

function findFormat(policy: Policy, id: string, unit: string | null): Format {
  const metric = findPolicyMetric(policy, id);
  return metric?.format ?? (unit !== null && unit in formatsByUnit ? formatsByUnit[unit as Unit] : "score");
}

function writeCell(id: string, value: unknown, reason: string | undefined, format: Format): string {
  if (typeof value === "number") return formatWithUnit(value, format);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return labelText(id, value);
  return reason !== undefined && reason in missingGlyphs ? missingGlyphs[reason as keyof typeof missingGlyphs] : "?";
}
