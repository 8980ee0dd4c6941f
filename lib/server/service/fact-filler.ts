import "server-only";
import type { TableBuilder } from "../../column/builder";
import type { SnapshotSource } from "../../column/snapshot-header";
import { publicFacts } from "../../fact/catalogue";
import { parseColumnId } from "../../fact/column-id";
import { crossChecks } from "../../fact/cross-check";
import { formatDay } from "../../fact/day";
import type { Day, FactEntry } from "../../fact/entry";
import { type CompanyFacts, selectFacts } from "../../fact/select";
import type { DataGap } from "../../metric/data-gap";
import { FactAnswerLog, type FactAnswers } from "../../screen/fact-answers";
import { chooseEntries, hasAssumedDates, secondHandPrefix } from "./choose-entries";
import { fillFactRow, listPoints } from "./fact-row";

/** Where figures came from, how many companies, and how new the newest is. */
interface Origin {
  readonly name: string;
  readonly kind: "filings" | "fundamentals";
  companyCount: number;
  newest: Day;
}

/** Fills the columns that come from facts, company by company, and counts what it saw. */
export class FactFiller {
  private readonly factColumns: readonly string[];
  private readonly answerLog: FactAnswerLog;
  private readonly origins = new Map<string, Origin>();
  private readonly rowCounts = { rows_from_filings: 0, rows_from_second_hand: 0 };
  /** How many companies with filings pass and fail each cross-check, by `check_<id>_holds` and `check_<id>_fails`. */
  private readonly checkCounts: Record<string, number> = Object.fromEntries(
    crossChecks.flatMap(({ id }) => [
      [`check_${id}_holds`, 0],
      [`check_${id}_fails`, 0],
    ]),
  );

  constructor(
    private readonly builder: TableBuilder,
    private readonly asOf: Day,
    private readonly sample: boolean,
    columnIds: readonly string[],
    rowCount: number,
  ) {
    this.answerLog = new FactAnswerLog(
      rowCount,
      publicFacts.map(({ id }) => id),
    );
    this.factColumns = columnIds.filter((id) => parseColumnId(id) !== null);
  }

  /** Fills the rows of one company (one row a class of shares). Returns why there is nothing to fill them with. */
  fill(rows: readonly number[], entries: readonly FactEntry[]): DataGap | null {
    const { dataSource, entries: chosen, gap } = chooseEntries(entries, this.asOf, this.sample);
    const [first] = chosen;
    if (!first) return gap;
    const isSecondHand = first.tag.startsWith(secondHandPrefix);
    this.rowCounts[isSecondHand ? "rows_from_second_hand" : "rows_from_filings"] += rows.length;
    this.noteOrigin(chosen, isSecondHand);
    const facts = selectFacts(chosen, this.asOf);
    const origin = { dataSource, isAssumed: hasAssumedDates(chosen) };
    const points = listPoints(facts, this.factColumns);
    for (const row of rows) fillFactRow(this.builder, row, facts, points, origin);
    if (!isSecondHand) this.noteChecks(facts);
    for (const [id, point] of points) this.answerLog.note(id, rows, point);
    return null;
  }

  /** How many rows got figures, by where they came from, and how many companies pass and fail each cross-check. */
  get counts(): Readonly<Record<string, number>> {
    return { ...this.rowCounts, ...this.checkCounts };
  }

  /** How each fact of each row came about, or why it is missing. */
  buildAnswers(): FactAnswers {
    return this.answerLog.build();
  }

  /** Where the figures came from, for the snapshot's header. */
  listSources(): readonly SnapshotSource[] {
    return [...this.origins.values()]
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .map(({ name, kind, companyCount, newest }) => ({ name, kind, asOf: formatDay(newest), records: companyCount }));
  }

  private noteChecks(facts: CompanyFacts): void {
    for (const { id, state } of facts.listChecks()) {
      const key = `check_${id}_${state}`;
      if (state !== "not_judged") this.checkCounts[key] = (this.checkCounts[key] ?? 0) + 1;
    }
  }

  private noteOrigin(entries: readonly FactEntry[], isSecondHand: boolean): void {
    // The filing dates of a file are assumed in part, the ends of its periods are not.
    const newestByName = new Map<string, Day>();
    if (isSecondHand) {
      for (const { accession, end } of entries) {
        const name = getFileName(accession);
        newestByName.set(name, Math.max(newestByName.get(name) ?? 0, end));
      }
    } else {
      const name = this.sample ? "Sample filings" : "SEC EDGAR companyfacts";
      newestByName.set(
        name,
        entries.reduce((newest, { filed }) => Math.max(newest, filed), 0),
      );
    }
    for (const [name, newest] of newestByName) {
      const origin = this.origins.get(name);
      if (origin) {
        origin.companyCount += 1;
        origin.newest = Math.max(origin.newest, newest);
      } else this.origins.set(name, { name, kind: isSecondHand ? "fundamentals" : "filings", companyCount: 1, newest });
    }
  }
}

/** A file that names the filing of each row is told apart by that alone. */
function getFileName(accession: string): string {
  return accession.startsWith(secondHandPrefix) ? accession.slice(secondHandPrefix.length) : "second-hand file";
}
