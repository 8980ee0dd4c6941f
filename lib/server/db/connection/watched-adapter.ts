import "server-only";
import type {
  SqlDriverAdapter,
  SqlMigrationAwareDriverAdapterFactory,
  SqlQueryable,
  Transaction,
} from "@prisma/driver-adapter-utils";
import { noteOutage, noteRecovery } from "#lib/server/outage";
import { DatabaseFaultError, isSilence, toDatabaseFault } from "./database-fault";

/**
 * An adapter that throws DatabaseFaultError where the database is at fault and not the statement: the one place at which
 * every query of every repository passes. `onFault` is told of each.
 */
export function watchAdapter(
  factory: SqlMigrationAwareDriverAdapterFactory,
  place: string,
  onFault: (fault: DatabaseFaultError) => void = () => undefined,
): SqlMigrationAwareDriverAdapterFactory {
  let silentUntilMs = Number.NEGATIVE_INFINITY;
  const tell = (fault: DatabaseFaultError): DatabaseFaultError => {
    noteOutage(isOfDisk(fault) ? "disk of the database" : "database", fault.advice);
    onFault(fault);
    return fault;
  };
  const watch: Watch = async (begin, { isNew }) => {
    // Told each time, since a request that fails by it is answered by what was told while it ran.
    if (isNew && performance.now() < silentUntilMs)
      throw tell(new DatabaseFaultError("away", place, new Error(silence)));
    try {
      const answer = await begin();
      noteRecovery("database");
      silentUntilMs = Number.NEGATIVE_INFINITY;
      return answer;
    } catch (error) {
      const shown = toDatabaseFault(error, place);
      if (isSilence(error)) silentUntilMs = performance.now() + silenceMs;
      throw shown instanceof DatabaseFaultError ? tell(shown) : shown;
    }
  };
  return {
    provider: factory.provider,
    adapterName: factory.adapterName,
    connect: async () => watchConnection(await watch(() => factory.connect(), { isNew: true }), watch),
    connectToShadowDb: () => factory.connectToShadowDb(),
  };
}

/** Reading goes on then, and says nothing of the fault. */
function isOfDisk({ kind }: DatabaseFaultError): boolean {
  return kind === "full" || kind === "read_only";
}

/** Watches work; what is new is not begun while the server is known to hang, and what goes on comes to its end. */
type Watch = <Answer>(begin: () => Promise<Answer>, about: { readonly isNew: boolean }) => Promise<Answer>;

/** So long nobody waits anew for a server that was waited for in vain. */
const silenceMs = 5_000;
const silence = "It did not answer a moment ago.";

function watchConnection(inner: SqlDriverAdapter, watch: Watch): SqlDriverAdapter {
  return {
    ...watchQueries(inner, watch, { isNew: true }),
    executeScript: (script) => watch(() => inner.executeScript(script), { isNew: true }),
    startTransaction: async (isolationLevel) =>
      watchTransaction(await watch(() => inner.startTransaction(isolationLevel), { isNew: true }), watch),
    ...(inner.getConnectionInfo === undefined ? {} : { getConnectionInfo: inner.getConnectionInfo.bind(inner) }),
    dispose: () => inner.dispose(),
  };
}

function watchTransaction(inner: Transaction, watch: Watch): Transaction {
  const { createSavepoint, rollbackToSavepoint, releaseSavepoint } = inner;
  return {
    ...watchQueries(inner, watch, goesOn),
    options: inner.options,
    commit: async () => {
      await watch(() => inner.commit(), goesOn);
      noteRecovery("disk of the database");
    },
    rollback: () => watch(() => inner.rollback(), goesOn),
    ...(createSavepoint && { createSavepoint: (name) => watch(() => createSavepoint.call(inner, name), goesOn) }),
    ...(rollbackToSavepoint && {
      rollbackToSavepoint: (name) => watch(() => rollbackToSavepoint.call(inner, name), goesOn),
    }),
    ...(releaseSavepoint && { releaseSavepoint: (name) => watch(() => releaseSavepoint.call(inner, name), goesOn) }),
  };
}

const goesOn = { isNew: false };

function watchQueries(inner: SqlQueryable, watch: Watch, about: { readonly isNew: boolean }): SqlQueryable {
  return {
    provider: inner.provider,
    adapterName: inner.adapterName,
    queryRaw: (query) => watch(() => inner.queryRaw(query), about),
    executeRaw: (query) => watch(() => inner.executeRaw(query), about),
  };
}
