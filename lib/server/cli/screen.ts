import "server-only";
import { parseArgs } from "node:util";
import { type ScreenAnswer, screenLimitDefault } from "../../api/screen-contract";
import { describeLaterMembership } from "../../api/snapshot-contract";
import type { Unit } from "../../expr/scope";
import { formatsByUnit, formatWithUnit, missingGlyphs } from "../../metric/format";
import type { Format } from "../../metric/metric";
import { allMetrics } from "../../verdict/build-policy-scope";
import { verdictLabels } from "../../verdict/verdict";
import { readScreen } from "../http/read-screen";
import { runScreen } from "../service/run-screen";
import { joinValues, runCommand } from "./run-read-command";
import { type TextColumn, writeTextTable } from "./text-table";

const usage = `Screens the companies of the current snapshot, without a server.

  npm run screen -- "QUERY" [--sort -market_cap,ticker] [--columns roic,interest_cover]
                            [--asof 2025-06-30] [--limit ${screenLimitDefault}] [--json]

QUERY is text in the language, such as "interest_cover >= 4 and sector = industrials"; leave it out for all companies.
A leading minus in --sort means descending. Wherever a column is named, any expression may stand. With --asof only what
was filed, priced and listed up to that day counts; a day that nobody asked for before is built first, which takes
seconds and the database: while a server has it open, open /screen?asof=DATE there once.`;

const defaultColumns = "market_cap,revenue,operating_margin,interest_cover,net_debt_to_ebitda,piotroski_f";

await runCommand(usage, async () => {
  const { values, positionals } = parseArgs({
    args: joinValues(process.argv.slice(2), ["--sort", "--columns"]),
    allowPositionals: true,
    options: {
      sort: { type: "string" },
      columns: { type: "string" },
      asof: { type: "string" },
      snapshot: { type: "string" },
      limit: { type: "string" },
      offset: { type: "string" },
      json: { type: "boolean", default: false },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return usage;
  const parameters = new URLSearchParams();
  if (positionals.length > 0) parameters.set("q", positionals.join(" "));
  for (const name of ["sort", "asof", "snapshot", "limit", "offset"] as const) {
    const value = values[name];
    if (value !== undefined) parameters.set(name, value);
  }
  parameters.set("columns", values.columns ?? (values.json ? "" : defaultColumns));
  const { screen, page } = readScreen(parameters);
  const answer = await runScreen(screen, page);
  return values.json ? JSON.stringify(answer, null, 2) : writeAnswer(answer);
});

/** The answer as text: what it is, the rows as a table, and how many more there are. */
function writeAnswer(answer: ScreenAnswer): string {
  const { snapshot, count, unknown, total, rows } = answer;
  const kind = snapshot.isSample ? "sample data, fictional companies" : "Russell 2000";
  const later = describeLaterMembership(snapshot);
  const head =
    `${count} of ${total} companies pass, ${unknown} cannot be judged (${kind}, as of ${snapshot.asOf}).` +
    (later === null ? "" : `\n${later}`);
  if (rows.length === 0) return head;
  const shown = answer.columns.filter(({ id }) => !["ticker", "name", "sector", "verdict"].includes(id));
  const columns: TextColumn<ScreenAnswer["rows"][number]>[] = [
    { head: "Ticker", align: "left", read: (row) => row.ticker },
    { head: "Name", align: "left", widthMax: 30, read: (row) => row.name },
    { head: "Sector", align: "left", widthMax: 22, read: (row) => row.sector ?? "" },
    { head: "Verdict", align: "left", read: (row) => verdictLabels[row.verdict] },
    ...shown.map(
      ({ id, label, unit, type }): TextColumn<ScreenAnswer["rows"][number]> => ({
        head: label,
        align: type === "text" ? "left" : "right",
        widthMax: 24,
        read: (row) => writeCell(row[id], row.missing[id], findFormat(id, unit)),
      }),
    ),
  ];
  const more =
    count > rows.length ? `\n${count - rows.length} more: raise --limit, or add --offset ${rows.length}.` : "";
  return `${head}\n\n${writeTextTable(columns, rows)}${more}`;
}

function findFormat(id: string, unit: string | null): Format {
  const metric = allMetrics.find((candidate) => candidate.id === id);
  return metric?.format ?? (unit !== null && unit in formatsByUnit ? formatsByUnit[unit as Unit] : "score");
}

function writeCell(value: unknown, reason: string | undefined, format: Format): string {
  if (typeof value === "number") return formatWithUnit(value, format);
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (typeof value === "string") return value;
  return reason !== undefined && reason in missingGlyphs ? missingGlyphs[reason as keyof typeof missingGlyphs] : "?";
}
