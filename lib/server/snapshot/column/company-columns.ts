import "server-only";
import { describeFigureAnswer, type FactAnswer } from "#lib/coverage/fact-answers";
import type { CheckResult } from "#lib/fact/check/cross-checker";
import { publicFacts } from "#lib/fact/definition/catalogue";
import { parseColumnId } from "#lib/fact/definition/column-id";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { selectFacts } from "#lib/fact/select";
import type { DataGap } from "#lib/metric/data-gap";
import { chooseEntries, hasAssumedDates, secondHandPrefix } from "./choose-entries";
import { computeFactRow, type FactRow } from "./fact-row";

/** What one company's figures give to the columns of a day. Plain values, which pass from thread to thread. */
export interface CompanyColumns {
  readonly isSecondHand: boolean;
  readonly row: FactRow;
  /** The newest day of each file that figures came from, by its name; of filings under the name "". */
  readonly newestByFile: ReadonlyMap<string, Day>;
  /** How each cross-check came out; none for second-hand figures. */
  readonly checks: readonly Pick<CheckResult, "id" | "state">[];
  /** How the facts of `answeredColumns` came about, in their order. */
  readonly answers: readonly FactAnswer[];
}

/** What one company gives to the columns of a day, or why there is nothing. */
export interface ComputedCompany {
  readonly companyId: number;
  readonly columns: CompanyColumns | DataGap;
}

/** The columns that have an answer of their own: facts as they are now. */
const answeredIds: ReadonlySet<string> = new Set(publicFacts.map(({ id }) => id));

/** The columns of these that come from facts, and of them those that have an answer. */
export function listFactColumns(columnIds: readonly string[]): {
  readonly factColumns: readonly string[];
  readonly answeredColumns: readonly string[];
} {
  const factColumns = columnIds.filter((id) => parseColumnId(id) !== null);
  return { factColumns, answeredColumns: factColumns.filter((id) => answeredIds.has(id)) };
}

/** Which columns, of which day. */
export interface ColumnsRequest {
  readonly asOf: Day;
  readonly sample: boolean;
  readonly factColumns: readonly string[];
  readonly answeredColumns: readonly string[];
}

/** Chooses a company's figures for a day, or says why there are none. */
export function computeCompanyColumns(
  entries: readonly FactEntry[],
  { asOf, sample, factColumns, answeredColumns }: ColumnsRequest,
): CompanyColumns | DataGap {
  const { dataSource, entries: chosen, gap } = chooseEntries(entries, asOf, sample);
  const [first] = chosen;
  if (!first) return gap ?? "no_filings";
  const isSecondHand = first.tag.startsWith(secondHandPrefix);
  const facts = selectFacts(chosen, asOf);
  return {
    isSecondHand,
    row: computeFactRow(facts, factColumns, { dataSource, isAssumed: hasAssumedDates(chosen) }),
    newestByFile: listNewest(chosen, isSecondHand),
    checks: isSecondHand ? [] : facts.listChecks().map(({ id, state }) => ({ id, state })),
    answers: answeredColumns.map((id) => describeFigureAnswer(facts.get(id))),
  };
}

function listNewest(entries: readonly FactEntry[], isSecondHand: boolean): ReadonlyMap<string, Day> {
  const newest = new Map<string, Day>();
  if (!isSecondHand)
    return newest.set(
      "",
      entries.reduce((latest, { filed }) => Math.max(latest, filed), 0),
    );
  // The filing dates of a file are assumed in part, the ends of its periods are not.
  for (const { accession, end } of entries) {
    const name = getFileName(accession);
    newest.set(name, Math.max(newest.get(name) ?? 0, end));
  }
  return newest;
}

/** A file that names the filing of each row is told apart by that alone. */
function getFileName(accession: string): string {
  return accession.startsWith(secondHandPrefix) ? accession.slice(secondHandPrefix.length) : "second-hand file";
}
