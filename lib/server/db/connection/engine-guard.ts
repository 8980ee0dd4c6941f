import "server-only";
import { statfsSync } from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { DatabaseFaultError } from "./database-fault";

/** How PGlite tells an error of PostgreSQL, which the engine survives, from the end of the engine. */
const errorStatus = 100;

/** A log segment: with less room than that the engine cannot go on. */
const roomBytesMin = 16 * 1024 * 1024;

/** The functions of the engine that PGlite's types leave out. */
interface Engine {
  _PostgresMainLoopOnce(): void;
  _PostgresMainLongJmp(): void;
  _PostgresSendReadyForQueryIfNecessary(): void;
  _pgl_pq_flush(): void;
  readonly FS: { readonly streams: readonly unknown[]; close(stream: unknown): void };
}

/** Whether an engine goes on. */
export interface EngineGuard {
  /** Why it has ended; null while it goes on. */
  getEnd(): DatabaseFaultError | null;
  /** Gives back the files of an engine that has ended. It must not be asked to close: it would never return. */
  releaseFiles(): void;
}

/**
 * Makes the end of an embedded engine the end of what it was asked. PostgreSQL ends itself when its log cannot be written
 * (a full disk); PGlite takes the trap for an error of the statement and calls the engine again, which then turns in
 * circles for ever, and with it the whole process. With the guard every statement from then on is thrown
 * DatabaseFaultError, and the folder can be opened anew.
 */
export function guardEngine(client: PGlite, folder: string): EngineGuard {
  // Fields of the module that PGlite itself calls.
  const engine = client.Module as unknown as Engine;
  const { _PostgresMainLoopOnce: loopOnce, _PostgresMainLongJmp: recover } = engine;
  const { _PostgresSendReadyForQueryIfNecessary: sendReady, _pgl_pq_flush: flush } = engine;
  let end: DatabaseFaultError | null = null;
  Object.assign(engine, {
    _PostgresMainLoopOnce: () => {
      if (end === null) {
        try {
          loopOnce();
          return;
        } catch (error) {
          if (!isEnd(error)) throw error;
          end = describeEnd(error, folder);
        }
      }
      // PGlite answers this status, and no other, with a call that may throw: the one below.
      throw Object.assign(new Error("The engine has ended."), { status: errorStatus });
    },
    _PostgresMainLongJmp: () => {
      if (end !== null) throw end;
      recover();
    },
    _PostgresSendReadyForQueryIfNecessary: () => {
      if (end === null) sendReady();
    },
    _pgl_pq_flush: () => {
      if (end === null) flush();
    },
  });
  return {
    getEnd: () => end,
    releaseFiles: () => {
      for (const stream of engine.FS.streams) {
        try {
          if (stream) engine.FS.close(stream);
        } catch {
          // Its own streams of input and output have nothing of the machine behind them.
        }
      }
    },
  };
}

/** What ended an engine, as a fault: most often there is no room. */
export function describeEnd(cause: unknown, folder: string): DatabaseFaultError {
  const isFull = !hasRoom(folder);
  const reason = isFull ? "its log cannot be written" : "its engine gave up";
  return new DatabaseFaultError(isFull ? "full" : "ended", folder, new Error(reason, { cause }));
}

function isEnd(error: unknown): boolean {
  if (error instanceof WebAssembly.RuntimeError) return true;
  return error instanceof Error && error.name === "ExitStatus" && Reflect.get(error, "status") !== errorStatus;
}

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= roomBytesMin;
  } catch {
    return true;
  }
}
