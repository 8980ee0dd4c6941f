import "server-only";
import { formatDay, parseDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import type { ForgetRequest } from "#lib/server/ingest/forget-loaded";
import type { Way } from "#lib/server/ingest/live/choose-way";
import type { IngestOptions } from "#lib/server/ingest/run-ingest";
import { type DateOrder, dateOrders, getToday } from "#lib/source/date-text";
import { CommandError } from "./command-error";
import { parseOptions } from "./parse-options";

export const ingestHelp = `npm run ingest [-- --contact EMAIL] [--holdings FILE] [--bulk | --per-company] [OPTIONS]
npm run ingest -- --from DIR [OPTIONS]
npm run ingest -- --loaded
npm run ingest -- --forget WHAT [--yes]

Without --from: fetches live data (holdings of the index fund, filings and tickers from EDGAR, rates from FRED) into
BALLAST_HOME/sources, only what is new since the last time, then loads it and publishes a snapshot.
With --from: loads the source files in DIR.

  --contact EMAIL       your e-mail address, which EDGAR wants to be told with each request; remembered (or set CONTACT)
  --holdings FILE       a holdings CSV in place of the one from the network; may be given again (IWM, IVV, IJR)
  --bulk                fetch filings as EDGAR's one archive (1.4 GB)
  --per-company         fetch filings company by company; without either, the faster is chosen

  --from DIR            holdings CSV, companyfacts.zip or CIK*.json, ticker maps, sic.csv, submissions, fundamentals CSV,
                        price and rate CSV; each is recognised by its content, wherever in DIR it lies
  --dates ORDER         month-first or day-first: how to read dates such as 12/05/2026 in files of which no other date
                        settles it; without your word, such a file is refused
  --asof DATE           use only what was known on DATE (2025-06-30): filings up to it, the newest holdings before it
  --min-coverage SHARE  publish only when this share of the constituents has figures (default 0.5; 0 publishes anyway)
  --ignore-unknown      leave unknown columns of a fundamentals CSV out instead of refusing the file
  --skip-damaged        go on without files that cannot be read
  --allow-shrink        let a list of far fewer constituents take the place of the current one

  --loaded              say what is loaded: lists of constituents, prices, rates, figures
  --forget WHAT         take back what was loaded by mistake, and publish the snapshot of what remains. WHAT is DATE, for
                        the lists of constituents of that day, prices:DATE, rates:DATE (or DATE..DATE), or figures:RUN
                        for the figures that this run and those after it brought. Says first what will go
  --yes                 do so without asking

It can be stopped and run again at any time: what is fetched is not fetched again, what is stored is not stored twice,
and the snapshot that was current stays current until the new one is complete.`;

/** What the command is asked to do. */
export type IngestCommand =
  | LoadCommand
  | { readonly kind: "list" }
  | { readonly kind: "forget"; readonly request: ForgetRequest; readonly isAgreed: boolean; readonly today: Day };

export interface LoadCommand {
  readonly kind: "load";
  /** The folder to load, or null for live data. */
  readonly from: string | null;
  readonly contact: string | undefined;
  readonly holdingsFiles: readonly string[];
  readonly way: Way | null;
  readonly options: Omit<IngestOptions, "folder" | "home" | "kind" | "issues">;
}

/** Null when help was asked for. Throws CommandError for arguments that cannot be used. */
export function parseIngestCommand(args: readonly string[], nowMs: number): IngestCommand | null {
  const values = readArgs(args);
  if (values.help) return null;
  if (values.loaded || values.forget !== undefined || values.yes) return parseForget(values, nowMs);
  const liveFlags = (["contact", "holdings", "bulk", "per-company"] as const).filter((flag) => values[flag]);
  if (values.from !== undefined && liveFlags.length > 0) {
    throw new CommandError(`--${liveFlags[0]} is for live data, and --from ${values.from} loads a folder. Choose one.`);
  }
  if (values.bulk && values["per-company"]) throw new CommandError("Choose --bulk or --per-company, not both.");
  return {
    kind: "load",
    from: values.from ?? null,
    contact: values.contact,
    holdingsFiles: values.holdings ?? [],
    way: values.bulk ? "bulk" : values["per-company"] ? "companies" : null,
    options: {
      today: getToday(nowMs),
      dateOrder: values.dates === undefined ? null : requireOrder(values.dates),
      asOf: values.asof === undefined ? null : requireDay(values.asof, nowMs),
      minCoverage: values["min-coverage"] === undefined ? 0.5 : requireShare(values["min-coverage"]),
      ignoreUnknown: values["ignore-unknown"] ?? false,
      skipDamaged: values["skip-damaged"] ?? false,
      allowShrink: values["allow-shrink"] ?? false,
    },
  };
}

function readArgs(args: readonly string[]) {
  try {
    return parseOptions({
      args: [...args],
      options: {
        from: { type: "string" },
        contact: { type: "string" },
        holdings: { type: "string", multiple: true },
        bulk: { type: "boolean" },
        "per-company": { type: "boolean" },
        dates: { type: "string" },
        asof: { type: "string" },
        "min-coverage": { type: "string" },
        "ignore-unknown": { type: "boolean" },
        "skip-damaged": { type: "boolean" },
        "allow-shrink": { type: "boolean" },
        loaded: { type: "boolean" },
        forget: { type: "string" },
        yes: { type: "boolean" },
        help: { type: "boolean", short: "h" },
      },
    }).values;
  } catch (error) {
    throw new CommandError(`${error instanceof Error ? error.message : String(error)}\n\n${ingestHelp}`);
  }
}

function parseForget(values: ReturnType<typeof readArgs>, nowMs: number): IngestCommand {
  const { loaded, forget, yes, ...others } = values;
  const [other] = Object.keys(others);
  const own = forget === undefined ? (loaded ? "--loaded" : "--yes") : "--forget";
  if (own === "--yes") throw new CommandError("--yes goes with --forget.");
  if (other !== undefined) throw new CommandError(`${own} loads nothing, so --${other} does not go with it.`);
  if (forget === undefined) {
    if (yes) throw new CommandError("--yes goes with --forget.");
    return { kind: "list" };
  }
  if (loaded) throw new CommandError("Choose --loaded or --forget, not both.");
  return { kind: "forget", request: readForget(forget), isAgreed: yes ?? false, today: getToday(nowMs) };
}

function readForget(text: string): ForgetRequest {
  const [what = "", rest] = text.split(":", 2);
  if (rest === undefined) return { kind: "lists", day: requireForgetDay(what, text) };
  if (what === "figures" && /^[1-9]\d{0,8}$/.test(rest)) return { kind: "figures", runId: Number(rest) };
  if (what !== "prices" && what !== "rates") throw refuseForget(text);
  const [first = "", last = first] = rest.split("..", 2);
  const days = { from: requireForgetDay(first, text), to: requireForgetDay(last, text) };
  if (days.from > days.to) throw new CommandError(`--forget ${text}: ${first} lies after ${last}.`);
  return { kind: what, days };
}

function requireForgetDay(date: string, text: string): Day {
  const day = parseDay(date);
  if (day === null) throw refuseForget(text);
  return day;
}

function refuseForget(text: string): CommandError {
  return new CommandError(
    "--forget needs a date such as 2026-05-05 (the lists of constituents of that day), prices:DATE, rates:DATE, " +
      `prices:DATE..DATE, rates:DATE..DATE or figures:RUN, and this is "${text}". npm run ingest -- --loaded says what ` +
      "there is.",
  );
}

function requireDay(text: string, nowMs: number): Day {
  const day = parseDay(text);
  if (day === null) throw new CommandError(`--asof needs a date such as 2025-06-30, and this is "${text}".`);
  const today = getToday(nowMs);
  if (day > today) throw new CommandError(`--asof ${text} is in the future; today is ${formatDay(today)}.`);
  return day;
}

function requireOrder(text: string): DateOrder {
  const order = dateOrders.find((known) => known === text);
  if (order !== undefined) return order;
  throw new CommandError(`--dates is ${dateOrders.join(" or ")}, and this is "${text}".`);
}

function requireShare(text: string): number {
  const share = Number(text);
  if (text.trim() !== "" && share >= 0 && share <= 1) return share;
  throw new CommandError(`--min-coverage needs a share from 0 to 1, such as 0.8, and this is "${text}".`);
}
