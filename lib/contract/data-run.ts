/** A run of the ingest, times in ISO form. */
export interface DataRun {
  readonly id: number;
  readonly status: "running" | "done" | "failed";
  readonly kind: "folder" | "live" | "sample" | "forget";
  readonly isSample: boolean;
  /** ISO date of the data it published; null when it published none. */
  readonly asOf: string | null;
  readonly startedAt: string;
  readonly durationMs: number | null;
  readonly failure: string | null;
  readonly sources: readonly {
    readonly name: string;
    readonly kind: string;
    readonly asOf: string | null;
    readonly rowCount: number | null;
    readonly note: string | null;
  }[];
}
