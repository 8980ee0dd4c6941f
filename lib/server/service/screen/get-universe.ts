import "server-only";
import { AppError } from "#lib/contract/app-error";
import type { SnapshotRef } from "#lib/contract/snapshot";
import { formatDay, parseDay } from "#lib/fact/filed/day";
import type { CustomMetric } from "#lib/metric/custom-metric";
import { type OpenSnapshot, openSnapshot } from "#lib/screen/universe/open-snapshot";
import type { Universe } from "#lib/screen/universe/universe";
import { urlKeys } from "#lib/screen/url-key";
import { FolderLockedError } from "#lib/server/db/connection/process-lock";
import { loadPolicyChoice } from "#lib/server/service/policy/load-policy-choice";
import { describeSnapshot } from "#lib/server/snapshot/describe-snapshot";
import {
  findSnapshotDay,
  getCurrentSnapshot,
  getSnapshot,
  getSnapshotAsOf,
  type LoadedSnapshot,
  readOldestDay,
} from "#lib/server/snapshot/snapshot-store";
import type { Scenario } from "#lib/stress/scenario";
import { type PolicyChoice, resolvePolicy } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { buildQueryError } from "./query-error";

/** A universe and the snapshot it was judged on. */
export interface ServedUniverse {
  readonly universe: Universe;
  readonly snapshot: SnapshotRef;
  /** The snapshot itself, for universes under other choices. */
  readonly open: OpenSnapshot;
}

/** Which data are wanted; the current ones when `hash` and `asOf` are absent. */
export interface UniverseRequest {
  readonly hash?: string | null;
  /** ISO date: the universe as it was known on that day. */
  readonly asOf?: string | null;
  /** What the verdicts assume; the figures as they are reported when absent. */
  readonly scenario?: Scenario | null;
  /** Which policy judges; the default one when absent. */
  readonly policy?: PolicyChoice | null;
  /** Metrics of the screen's own, known beside all other names. */
  readonly metrics?: readonly CustomMetric[];
  /** The network address that a past day is built for; absent for commands, which no limit holds back. */
  readonly visitor?: string | null;
}

/**
 * The judged universe of a snapshot, kept as long as the snapshot is in memory. Throws AppError "no_data" before the
 * first ingest, "invalid_request" for a day that is none or has not come, "snapshot_not_found" for a hash or a day that
 * there is nothing for, "too_many_requests" where too many past days are wanted, and "unavailable" for a past day that
 * is not built yet while another process has the embedded database open. Throws AppError "invalid_request" for a policy
 * that there is not or whose numbers are out of their bounds, and "invalid_query" for metrics that are wrong.
 */
export async function getUniverse(request: UniverseRequest = {}): Promise<ServedUniverse> {
  const policy = await requirePolicy(request.policy ?? null);
  const snapshot = await requireSnapshot(request);
  const open = openSnapshot(snapshot);
  const universe = open.with({ policy, scenario: request.scenario ?? null, metrics: request.metrics ?? [] });
  if (!universe.ok) throw buildQueryError(universe.error);
  return { universe: universe.value, snapshot: describeSnapshot(snapshot.hash, snapshot.info), open };
}

/**
 * The policy of a choice, a named one looked up by its slug; of null the default. Throws AppError "invalid_request" for one
 * that there is not.
 */
export async function requirePolicy(choice: PolicyChoice | null): Promise<Policy> {
  const policy = resolvePolicy(await loadPolicyChoice(choice));
  if (policy.ok) return policy.value;
  throw new AppError("invalid_request", policy.error, { places: [{ at: urlKeys.policy, message: policy.error }] });
}

/** The snapshot that a request means. Throws what getUniverse throws. */
export async function requireSnapshot({
  hash = null,
  asOf = null,
  visitor = null,
}: UniverseRequest): Promise<LoadedSnapshot> {
  if (hash !== null) return requireSnapshotOfHash(hash, asOf);
  return asOf === null ? requireCurrent() : requireSnapshotOfDay(asOf, visitor);
}

async function requireSnapshotOfHash(hash: string, asOf: string | null): Promise<LoadedSnapshot> {
  const snapshot = await getSnapshot(hash);
  if (snapshot === null) {
    const day = await findSnapshotDay(hash);
    throw new AppError(
      "snapshot_not_found",
      day === null
        ? `There is no snapshot ${hash.slice(0, 12)}… on this server.`
        : `The snapshot ${hash.slice(0, 12)}… was put away, and what has been loaded or mended since gives other ` +
            `figures for its day. To see that day as it is known now, ask for asof=${formatDay(day)}.`,
    );
  }
  if (asOf !== null && asOf !== snapshot.info.asOf) {
    throw new AppError(
      "invalid_request",
      `The snapshot is as of ${snapshot.info.asOf}, but ${asOf} was asked for. Leave one of the two out.`,
    );
  }
  return snapshot;
}

async function requireSnapshotOfDay(asOf: string, visitor: string | null): Promise<LoadedSnapshot> {
  const day = parseDay(asOf);
  if (day === null) {
    throw new AppError("invalid_request", `"${asOf.slice(0, 40)}" is no date; write it as 2025-06-30.`);
  }
  const today = Math.floor(Date.now() / 86_400_000);
  if (day > today) {
    throw new AppError("invalid_request", `${asOf} is in the future; today is ${formatDay(today)}.`);
  }
  try {
    const snapshot = await getSnapshotAsOf(day, visitor);
    if (snapshot !== null) return snapshot;
  } catch (error) {
    if (!(error instanceof FolderLockedError)) throw error;
    throw new AppError(
      "unavailable",
      `The data as of ${asOf} are not built yet, and process ${error.pid} has the database open. If that is the ` +
        `server, open /screen?asof=${asOf} there once and run this again; or stop it first.`,
      { cause: error },
    );
  }
  await requireCurrent();
  const oldest = await readOldestDay();
  throw new AppError(
    "snapshot_not_found",
    oldest === null
      ? `Nothing that was loaded had been filed by ${asOf}.`
      : `Nothing that was loaded had been filed by ${asOf}: the oldest filing is of ${formatDay(oldest)}. Choose a later day.`,
  );
}

async function requireCurrent(): Promise<LoadedSnapshot> {
  const snapshot = await getCurrentSnapshot();
  if (snapshot !== null) return snapshot;
  throw new AppError("no_data", "No data are loaded yet. Run npm run up (sample), or npm run ingest (live data).");
}
