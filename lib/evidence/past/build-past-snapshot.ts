import { createTableBuilder, type TableBuilder } from "#lib/column/builder";
import type { Snapshot } from "#lib/column/snapshot";
import { type InterestEnd, setInterest } from "#lib/evidence/store/net-interest";
import { type FactRequest, parseColumnId } from "#lib/fact/definition/column-id";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { buildFactHistory } from "#lib/fact/filed/history";
import { type CompanyFacts, selectFactsThrough } from "#lib/fact/select";
import type { Figure } from "#lib/fact/series/figure";
import { baseColumns } from "#lib/metric/base-columns";
import type { Policy } from "#lib/verdict/policy/policy";
import { listPolicyColumns } from "#lib/verdict/policy/snapshot-columns";
import { getPastBaseRate } from "./base-rate";
import type { Member } from "./pick-sample";
import { getSectorOfCode } from "./sector-of-code";

export interface PastSnapshotRequest {
  readonly members: readonly Member[];
  readonly day: Day;
  readonly year: number;
  /** The end of interest with which the columns are computed. */
  readonly end: InterestEnd;
  /** The policies that must find their columns. */
  readonly policies: readonly Policy[];
}

const textColumns: ReadonlySet<string> = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));

/** The columns of companies as they were known at a date, one row a member in its order, as a snapshot that can be judged. */
export function buildPastSnapshot({ members, day, year, end, policies }: PastSnapshotRequest): Snapshot {
  const needed = policies.flatMap(listPolicyColumns);
  const ids = [...new Set([...baseColumns.map(({ id }) => id), ...needed])];
  const builder = createTableBuilder(
    members.length,
    ids.map((id) => ({ id, type: textColumns.has(id) ? "text" : "number" })),
  );
  const factColumns = ids.filter((id) => parseColumnId(id) !== null);
  for (const [row, member] of members.entries()) {
    fillIdentity(builder, row, member);
    builder.setNumber("base_rate", row, getPastBaseRate(year));
    const facts = selectMember(member, day, end);
    for (const id of factColumns) {
      const figure = readColumn(facts, id, member);
      if (figure.known) builder.setNumber(id, row, figure.value);
      else builder.setMissing(id, row, figure.reason);
    }
  }
  const info = { asOf: formatDay(day), sample: false, formulaVersion: "evidence", sources: [], counts: {} };
  return { info, table: builder.build() };
}

function fillIdentity(builder: TableBuilder, row: number, { company, market, filed }: Member): void {
  builder.setText("ticker", row, company.ticker ?? String(company.cik));
  builder.setText("cik", row, String(company.cik).padStart(10, "0"));
  builder.setText("sector", row, getSectorOfCode(company.sic));
  builder.setText("data_source", row, filed === undefined ? "second_hand" : "filings");
  if (company.sic !== null) builder.setNumber("sic", row, company.sic);
  if (market === null) return;
  builder.setNumber("price", row, market.priceUsd);
  builder.setNumber("market_cap_quoted", row, market.marketValueUsd);
}

/** The facts of a member through the period of its report. An annual report stands alone; quarters join one of quarters. */
function selectMember({ company, base, filed }: Member, day: Day, end: InterestEnd): CompanyFacts {
  const files = base.origin === "quarterly" ? [company.annual, company.quarterly] : [company.annual];
  const entries = filed ?? files.flatMap((file) => (file === null ? [] : setInterest(file, end)));
  // What was published after the day is not looked at.
  return selectFactsThrough(buildFactHistory(entries), day, base.end);
}

const quartersOfYear = 4;

/** A column of a fact; of a company of which only years are known, a quarter is a quarter of its year. */
function readColumn(facts: CompanyFacts, id: string, { base, filed }: Member): FigureLike {
  const request = parseColumnId(id) as FactRequest;
  if (filed !== undefined || base.origin === "quarterly" || request.slot !== "quarter") return facts.get(id);
  const years = Math.floor(request.lag / quartersOfYear);
  const figure = facts.get(years === 0 ? `${request.fact.id}_fy` : `${request.fact.id}_fy[-${years}]`);
  const isPerYear = request.fact.unit === "usd" || request.fact.unit === "usd_per_share";
  return figure.known && isPerYear ? { known: true, value: figure.value / quartersOfYear } : figure;
}

type FigureLike = { readonly known: true; readonly value: number } | Extract<Figure, { known: false }>;
