import "server-only";
import type { TableBuilder } from "#lib/column/builder";
import type { SnapshotSource } from "#lib/column/snapshot-header";
import { FactAnswerLog, type FactAnswers } from "#lib/coverage/fact-answers";
import { crossChecks } from "#lib/fact/check/cross-check";
import { publicFacts } from "#lib/fact/definition/catalogue";
import { formatDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";
import { type ColumnsRequest, type CompanyColumns, listFactColumns } from "./company-columns";
import { fillFactRow } from "./fact-row";

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
  private readonly answeredColumns: readonly string[];
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
    const { factColumns, answeredColumns } = listFactColumns(columnIds);
    this.factColumns = factColumns;
    this.answeredColumns = answeredColumns;
  }

  /** Which columns of which day are to be computed for each company. */
  get request(): ColumnsRequest {
    const { asOf, sample, factColumns, answeredColumns } = this;
    return { asOf, sample, factColumns, answeredColumns };
  }

  /** Fills the rows of one company (one row a class of shares), in any order of the companies. */
  fill(rows: readonly number[], { isSecondHand, row: cells, newestByFile, checks, answers }: CompanyColumns): void {
    this.rowCounts[isSecondHand ? "rows_from_second_hand" : "rows_from_filings"] += rows.length;
    this.noteOrigin(newestByFile, isSecondHand);
    for (const row of rows) fillFactRow(this.builder, row, this.factColumns, cells);
    this.noteChecks(checks);
    for (const [index, answer] of answers.entries()) {
      this.answerLog.noteAnswer(this.answeredColumns[index] ?? "", rows, answer);
    }
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

  private noteChecks(checks: CompanyColumns["checks"]): void {
    for (const { id, state } of checks) {
      const key = `check_${id}_${state}`;
      if (state !== "not_judged") this.checkCounts[key] = (this.checkCounts[key] ?? 0) + 1;
    }
  }

  private noteOrigin(newestByFile: ReadonlyMap<string, Day>, isSecondHand: boolean): void {
    for (const [file, newest] of newestByFile) {
      const name = isSecondHand ? file : this.sample ? "Sample filings" : "SEC EDGAR companyfacts";
      const origin = this.origins.get(name);
      if (origin) {
        origin.companyCount += 1;
        origin.newest = Math.max(origin.newest, newest);
      } else this.origins.set(name, { name, kind: isSecondHand ? "fundamentals" : "filings", companyCount: 1, newest });
    }
  }
}
