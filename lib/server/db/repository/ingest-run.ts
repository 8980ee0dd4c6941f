import "server-only";
import { z } from "zod";
import type { Day } from "#lib/fact/filed/entry";
import { getOwnIdentity } from "#lib/server/db/connection/process-identity";
import type { Database, DatabaseView } from "#lib/server/db/database";
import type { Prisma } from "#lib/server/db/generated/client";
import { isUniqueViolation } from "./prisma-error";

const sourceSchema = z.object({
  name: z.string(),
  /** What it was recognised as. */
  kind: z.string(),
  asOfDay: z.int().nullable(),
  rowCount: z.int().nullable(),
  note: z.string().nullable(),
  /** Equal for equal content that was read whole, so that a later run need not read it again. */
  fingerprint: z.string().optional(),
});
const skipSchema = z.object({
  /** The company, file or line that was left out. */
  subject: z.string(),
  place: z.string().nullable(),
  why: z.string(),
});
const reportSchema = z.object({
  sources: z.array(sourceSchema),
  counts: z.record(z.string(), z.number()),
  /** Share of companies (0 to 1) for which a fact or metric is known, by its id. */
  coverage: z.record(z.string(), z.number()),
  skipped: z.array(skipSchema),
});

/** A file or service that a run read. */
export type RunSource = z.infer<typeof sourceSchema>;

/** Something that a run left out, and why. */
export type RunSkip = z.infer<typeof skipSchema>;

/** What a run found out. */
export interface RunReport {
  readonly sources: readonly RunSource[];
  readonly counts: Readonly<Record<string, number>>;
  readonly coverage: Readonly<Record<string, number>>;
  readonly skipped: readonly RunSkip[];
}

export type RunKind = "folder" | "live" | "sample" | "forget";

/** A run of the ingest, without the list of what it skipped. */
export interface IngestRun {
  readonly id: number;
  readonly status: "running" | "done" | "failed";
  readonly kind: RunKind;
  readonly sample: boolean;
  readonly asOfDay: Day | null;
  readonly sources: readonly RunSource[];
  readonly counts: Readonly<Record<string, number>>;
  readonly coverage: Readonly<Record<string, number>>;
  /** Why a failed run failed. */
  readonly failure: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** Another run is under way. The message says since when. */
export class RunInProgressError extends Error {
  override readonly name = "RunInProgressError";
}

/** The run was ended by somebody else, so its results must not be published. */
export class RunLostError extends Error {
  override readonly name = "RunLostError";
}

const runSelect = {
  id: true,
  status: true,
  kind: true,
  sample: true,
  asOfDay: true,
  sources: true,
  counts: true,
  coverage: true,
  failure: true,
  startedAt: true,
  finishedAt: true,
} satisfies Prisma.IngestRunSelect;

/** A run that has not been heard of for so long is taken to be dead (on a server that many processes share). */
const silenceMs = 120_000;

/** Last heard of too long ago, or at a time that is yet to come: the clock ran ahead and has been set right. */
function listSilent(nowMs: number): Prisma.IngestRunWhereInput[] {
  return [{ heartbeatAt: { lt: new Date(nowMs - silenceMs) } }, { heartbeatAt: { gt: new Date(nowMs + silenceMs) } }];
}

/**
 * Begins a run. A run whose process has died is marked as failed first. Throws RunInProgressError while another one is
 * under way: runs are numbered, and "what was known after run N" must not depend on a race.
 */
export async function startRun(
  database: Database,
  run: { readonly kind: RunKind; readonly sample: boolean },
): Promise<IngestRun> {
  const holder = formatHolder();
  await database.client.ingestRun.updateMany({
    where: {
      status: "running",
      // The embedded database has one opener, so a run of any other process is over.
      ...(database.kind === "embedded" ? { holder: { not: holder } } : { OR: listSilent(Date.now()) }),
    },
    data: { status: "failed", finishedAt: new Date(), failure: "The process ended before the run was over." },
  });
  try {
    const created = await database.client.ingestRun.create({ data: { ...run, holder }, select: runSelect });
    return toRun(created);
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    const other = await database.client.ingestRun.findFirst({
      where: { status: "running" },
      select: { id: true, startedAt: true },
    });
    throw new RunInProgressError(
      `Run ${other?.id ?? "?"} of the ingest is under way since ${other?.startedAt.toISOString() ?? "a moment ago"}. ` +
        "Wait until it is over, or stop its process and try again two minutes later.",
    );
  }
}

/**
 * Says that the run goes on, and how far it is. To be called every 30 seconds or so. Throws RunLostError when the run
 * was ended by somebody else.
 */
export async function beatRun(
  database: Database,
  runId: number,
  counts: Readonly<Record<string, number>>,
): Promise<void> {
  const { count } = await database.client.ingestRun.updateMany({
    where: { id: runId, status: "running" },
    data: { heartbeatAt: new Date(), counts: { ...counts } },
  });
  if (count === 0) throw new RunLostError(`Run ${runId} of the ingest was ended by another process.`);
}

/** Ends a run without a result. The snapshot that was current stays current. A run that is over stays as it is. */
export async function failRun(
  database: Database,
  runId: number,
  failure: string,
  report: Partial<RunReport> = {},
): Promise<void> {
  await database.client.ingestRun.updateMany({
    where: { id: runId, status: "running" },
    data: { status: "failed", failure, finishedAt: new Date(), ...toColumns(report) },
  });
}

/** Ends a run with its result inside the transaction that publishes it. Throws RunLostError as beatRun does. */
export async function finishRun(
  tx: Prisma.TransactionClient,
  runId: number,
  asOfDay: Day,
  report: RunReport,
): Promise<void> {
  const { count } = await tx.ingestRun.updateMany({
    where: { id: runId, status: "running" },
    data: { status: "done", asOfDay, finishedAt: new Date(), ...toColumns(report) },
  });
  if (count === 0) throw new RunLostError(`Run ${runId} of the ingest was ended by another process.`);
}

/** The newest run that was finished, of real data or of the sample; null before the first. */
export async function getNewestRunId(database: Database, sample: boolean): Promise<number | null> {
  const found = await database.client.ingestRun.findFirst({
    where: { status: "done", sample },
    orderBy: { id: "desc" },
    select: { id: true },
  });
  return found?.id ?? null;
}

/** The latest runs, newest first. */
export async function listRuns(database: DatabaseView, limit: number): Promise<readonly IngestRun[]> {
  const found = await database.client.ingestRun.findMany({ orderBy: { id: "desc" }, take: limit, select: runSelect });
  return found.map(toRun);
}

/** What a run left out. Empty for a run that does not exist. */
export async function readRunSkips(database: DatabaseView, runId: number): Promise<readonly RunSkip[]> {
  const found = await database.client.ingestRun.findUnique({ where: { id: runId }, select: { skipped: true } });
  return found === null ? [] : z.array(skipSchema).parse(found.skipped);
}

function formatHolder(): string {
  const { host, pid, startMark } = getOwnIdentity();
  return `${host} ${pid} ${startMark ?? ""}`.trim();
}

function toColumns(report: Partial<RunReport>): Prisma.IngestRunUpdateInput {
  const { sources, counts, coverage, skipped } = reportSchema.partial().parse(report);
  return {
    ...(sources === undefined ? {} : { sources }),
    ...(counts === undefined ? {} : { counts }),
    ...(coverage === undefined ? {} : { coverage }),
    ...(skipped === undefined ? {} : { skipped }),
  };
}

const statusSchema = z.enum(["running", "done", "failed"]);
const kindSchema = z.enum(["folder", "live", "sample", "forget"]);

function toRun(row: Prisma.IngestRunGetPayload<{ select: typeof runSelect }>): IngestRun {
  const { sources, counts, coverage } = reportSchema.omit({ skipped: true }).parse(row);
  return {
    ...row,
    status: statusSchema.parse(row.status),
    kind: kindSchema.parse(row.kind),
    sources,
    counts,
    coverage,
  };
}
