import "server-only";
import type { FactEntry } from "../../fact/entry";
import { appendFacts, type CompanyFactEntries, type FilingSource } from "../db/fact-repository";
import type { ReadSource } from "./read-sources";
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

  async add(companyId: number, entries: readonly FactEntry[]): Promise<void> {
    this.lot.push({ companyId, source: this.source, entries });
    this.lotSize += entries.length;
    if (this.lotSize >= entriesPerLot) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.lot.length === 0) return;
    const lot = this.lot;
    this.lot = [];
    this.lotSize = 0;
    const { received, stored } = await appendFacts(this.context.database, this.context.runId, lot);
    this.received += received;
    this.stored += stored;
    await this.context.beat();
  }
}
