import { connect, createServer, type Server, type Socket } from "node:net";
import { afterEach, describe, expect, inject, it, onTestFinished, vi } from "vitest";
import { AppError } from "#lib/contract/app-error";
import { problemSchema } from "#lib/contract/problem";
import { DatabaseFaultError, findDatabaseFault } from "#lib/server/db/connection/database-fault";
import { connectPostgresql } from "#lib/server/db/connection/postgresql-connection";
import { closeDatabase, type Database, getDatabase, wrapConnection } from "#lib/server/db/database";
import { buildProblemResponse } from "#lib/server/http/problem-response";
import { isOutage, wasOutageSince } from "#lib/server/outage";
import { catchOutage, catchRefusal } from "#lib/server/page/catch-refusal";
import { forgetCurrentSnapshot, getCurrentSnapshot } from "#lib/server/snapshot/snapshot-store";
import { createPostgresqlDatabase, makeFolder } from "../support/database";
import { ingest, makeTemporaryFolder, writeSmallFolder } from "../support/ingest-folder";

interface Cable {
  readonly url: string;
  /** Ends every connection, and lets none be made. */
  cut(): Promise<void>;
  /** Lets connections be made, and nothing through. */
  clog(): void;
  /** Lets everything through again. */
  restore(): Promise<void>;
}

/** A way to the server that can be cut, clogged and restored, as a cable. */
async function layCable(url: string): Promise<Cable> {
  const { hostname, port } = new URL(url);
  const open = new Map<Socket, Socket>();
  let isClogged = false;
  const listen = (at: number) =>
    new Promise<Server>((resolve) => {
      const server = createServer((near) => {
        const far = connect(Number(port), hostname);
        for (const [socket, other] of [
          [near, far],
          [far, near],
        ] as const) {
          open.set(socket, other);
          socket.on("error", () => undefined);
          socket.on("close", () => {
            open.delete(socket);
            other.destroy();
          });
          if (!isClogged) socket.pipe(other);
        }
      });
      server.listen(at, "127.0.0.1", () => resolve(server));
    });
  let server = await listen(0);
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The cable has no port.");
  const cable = new URL(url);
  cable.hostname = "127.0.0.1";
  cable.port = String(address.port);
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      for (const socket of open.keys()) socket.destroy();
    });
  onTestFinished(cut);
  return {
    url: cable.href,
    cut,
    clog: () => {
      isClogged = true;
      for (const socket of open.keys()) socket.unpipe();
    },
    restore: async () => {
      isClogged = false;
      for (const [socket, other] of open) socket.pipe(other);
      if (!server.listening) server = await listen(address.port);
    },
  };
}

afterEach(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
});

/** What a use case asks of a database, in each way in which repositories do. */
const ways: Readonly<Record<string, (database: Database) => Promise<unknown>>> = {
  "a model": ({ client }) => client.company.count(),
  "a row by its key": ({ client }) => client.user.findUnique({ where: { id: "nobody" } }),
  "a raw query": ({ client }) => client.$queryRaw`select 1`,
  "a raw statement": ({ client }) => client.$executeRaw`delete from "user_session" where false`,
  "a transaction": ({ client }) => client.$transaction((tx) => tx.company.count()),
  "a list of statements": ({ client }) => client.$transaction([client.company.count()]),
};

describe.runIf(inject("postgresqlTemplate") !== null)("a PostgreSQL server that goes away", () => {
  it("DB-15: is told from a bug in every way of asking, and is back by itself", async () => {
    const cable = await layCable(await createPostgresqlDatabase());
    vi.stubEnv("DATABASE_URL", cable.url);
    const database = await getDatabase();
    for (const ask of Object.values(ways)) await ask(database);
    for (let round = 0; round < 3; round++) {
      // One query is on its way when the cable is cut, the others come after.
      const running = database.client.$queryRaw`select pg_sleep(60)::text`.catch((error: unknown) => error);
      await database.client.company.count();
      await cable.cut();
      expect(await running).toBeInstanceOf(DatabaseFaultError);
      for (const [way, ask] of Object.entries(ways)) {
        const since = performance.now();
        const error = await ask(database).catch((thrown: unknown) => thrown);
        expect(error, way).toBeInstanceOf(DatabaseFaultError);
        expect(error, way).toMatchObject({ kind: "away", digest: "unavailable" });
        expect(wasOutageSince(since), way).toBe(true);
        expect(isOutage(error), way).toBe(true);
        const response = buildProblemResponse(error, "1");
        expect(response.status).toBe(503);
        expect(Number(response.headers.get("retry-after"))).toBeGreaterThan(0);
        const problem = problemSchema.parse(await response.json());
        expect(problem.code).toBe("unavailable");
        // Neither host nor port is told to strangers.
        expect(JSON.stringify(problem)).not.toContain(new URL(cable.url).port);
      }
      await cable.restore();
      for (const [way, ask] of Object.entries(ways)) await expect(ask(database), way).resolves.toBeDefined();
    }
  });

  it("DB-15: is told from a bug when it takes every question and answers none, and is back by itself", async () => {
    const cable = await layCable(await createPostgresqlDatabase());
    const database = wrapConnection(await connectPostgresql(cable.url, { connectMs: 300, answerMs: 300 }));
    onTestFinished(() => database.close());
    for (const ask of Object.values(ways)) await ask(database);
    cable.clog();
    for (const [way, ask] of Object.entries(ways)) {
      const error = await ask(database).catch((thrown: unknown) => thrown);
      expect(error, way).toBeInstanceOf(DatabaseFaultError);
      expect(error, way).toMatchObject({ kind: "away" });
    }
    await cable.restore();
    // Whoever asks within five seconds is refused without waiting, and later by nobody.
    await expect(database.client.company.count()).rejects.toMatchObject({ kind: "away" });
    await vi.waitFor(() => database.client.company.count(), { timeout: 30_000, interval: 200 });
    for (const [way, ask] of Object.entries(ways)) await expect(ask(database), way).resolves.toBeDefined();
  });

  it("DB-20: keeps nobody from the current snapshot when it hangs, and is asked again when it answers", async () => {
    const cable = await layCable(await createPostgresqlDatabase());
    const home = makeFolder();
    vi.stubEnv("DATABASE_URL", cable.url);
    vi.stubEnv("BALLAST_HOME", home);
    const folder = await makeTemporaryFolder();
    await writeSmallFolder(folder);
    const { hash } = await ingest(await getDatabase(), { folder, home });
    forgetCurrentSnapshot();
    expect((await getCurrentSnapshot())?.hash).toBe(hash);
    cable.clog();
    for (let round = 0; round < 2; round += 1) {
      // So long a pointer that was read is believed.
      await new Promise((resolve) => setTimeout(resolve, 2_100));
      const since = performance.now();
      expect((await getCurrentSnapshot())?.hash).toBe(hash);
      expect(performance.now() - since).toBeLessThan(2_000);
    }
    await cable.restore();
    forgetCurrentSnapshot();
    await vi.waitFor(async () => expect((await getCurrentSnapshot())?.hash).toBe(hash), {
      timeout: 30_000,
      interval: 200,
    });
  });

  it("is refused at the first opening too, and opened once it is there", async () => {
    const cable = await layCable(await createPostgresqlDatabase());
    vi.stubEnv("DATABASE_URL", cable.url);
    await cable.cut();
    const error = await getDatabase().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: "DatabaseUnreachableError", kind: "away" });
    expect(isOutage(error)).toBe(true);
    await cable.restore();
    expect(await (await getDatabase()).client.company.count()).toBe(0);
  });
});

describe("what a page makes of an outage", () => {
  const fault = () => Promise.reject(new DatabaseFaultError("away", "somewhere", new Error("gone")));
  const refusal = new AppError("company_not_found", "No such company.");

  it("goes on for the front door, where a refusal is shown", async () => {
    await expect(catchRefusal(fault())).rejects.toBeInstanceOf(DatabaseFaultError);
    await expect(catchRefusal(Promise.reject(new AppError("unavailable", "Away.")))).rejects.toThrow("Away.");
    expect(await catchRefusal(Promise.reject(refusal))).toBe(refusal);
  });

  it("is done without where a part of a page can be", async () => {
    expect(await catchOutage(fault())).toBeNull();
    await expect(catchOutage(Promise.reject(refusal))).rejects.toBe(refusal);
    await expect(catchOutage(Promise.reject(new TypeError("a bug")))).rejects.toThrow("a bug");
  });
});

it("a fault is known by its code, however deep it lies, and a fault of a statement is none", () => {
  const wrap = (cause: unknown) => new Error("outer", { cause: new Error("inner", { cause }) });
  const known = {
    away: [{ code: "ECONNREFUSED" }, { code: "57P01" }, { code: "08006" }, { kind: "DatabaseNotReachable" }],
    full: [{ code: "53100" }, { code: "ENOSPC" }],
    read_only: [{ code: "25006" }, { code: "EROFS" }],
    damaged: [{ code: "XX001" }, { originalCode: "XX002" }],
  };
  for (const [kind, errors] of Object.entries(known)) {
    for (const error of errors) expect(findDatabaseFault(wrap(error)), JSON.stringify(error)).toBe(kind);
  }
  for (const error of [{ code: "23505" }, { code: "42P01" }, { code: "P2002" }, new TypeError("a bug"), null, "text"]) {
    expect(findDatabaseFault(wrap(error))).toBeNull();
  }
  const circle = new Error("a circle");
  circle.cause = circle;
  expect(findDatabaseFault(circle)).toBeNull();
});
