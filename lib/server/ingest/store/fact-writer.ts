import "server-only";
import type { FactEntry } from "#lib/fact/filed/entry";
import { appendFacts, type CompanyFactEntries, type FilingSource } from "#lib/server/db/repository/fact";
import { saveFilingsMarks } from "#lib/server/db/repository/filings-mark";
import type { ReadSource } from "#lib/server/ingest/read/read-sources";
import type { RunContext } from "./store-reference";

/** What the storing of facts did. */
export interface StoredFacts {
  readonly companyCount: number;
  /** Figures that were read and handed to the database, and those of them that it did not have. */
  readonly received: number;
  readonly stored: number;
  /** What was read, for the run's report. */
  readonly sources: readonly ReadSource[];
}

/** What a report says of a source that has not changed. */
export const unchangedNote = "the same as in the run before, and not read again";

/** Entries that are collected before they are handed to the database, which stores about as many at once. */
const entriesPerLot = 20_000;

/** Hands entries to the database in lots, and says after each that the run goes on. */
export class FactWriter {
  private lot: CompanyFactEntries[] = [];
  private marks = new Map<number, string>();
  private lotSize = 0;
  private received = 0;
  private stored = 0;

  constructor(
    private readonly context: RunContext,
    private readonly source: FilingSource,
  ) {}

  get total(): { readonly received: number; readonly stored: number } {
    return { received: this.received, stored: this.stored };
  }

  /** The mark says what the entries were read from; it is stored once they are, so that a killed run forgets nothing. */
  async add(companyId: number, entries: readonly FactEntry[], mark?: string): Promise<void> {
    if (mark !== undefined) this.marks.set(companyId, mark);
    this.lot.push({ companyId, source: this.source, entries });
    this.lotSize += entries.length;
    if (this.lotSize >= entriesPerLot) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.lot.length === 0) return;
    const { lot, marks } = this;
    this.lot = [];
    this.marks = new Map();
    this.lotSize = 0;
    const { received, stored } = await appendFacts(this.context.database, this.context.runId, lot);
    if (marks.size > 0) await saveFilingsMarks(this.context.database, marks);
    this.received += received;
    this.stored += stored;
    await this.context.beat();
  }
}
