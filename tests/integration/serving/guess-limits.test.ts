import { createHash } from "node:crypto";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, describe, expect, inject, onTestFinished, test, vi } from "vitest";
import { AppError } from "#lib/contract/app-error";
import { buildSolution, isSolved, parseTask, TaskRequiredError } from "#lib/contract/sign-in-task";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { connectPostgresql } from "#lib/server/db/connection/postgresql-connection";
import { type Database, wrapConnection } from "#lib/server/db/database";
import { saveKnownPlace } from "#lib/server/db/repository/known-place";
import { createRateLimiter } from "#lib/server/db/repository/rate-limit";
import { insertUserRow } from "#lib/server/db/repository/user";
import { createFrontDoor } from "#lib/server/http/front-door.mjs";
import { admitGuess } from "#lib/server/service/account/admit-guess";
import { confirmPassword } from "#lib/server/service/account/confirm-password";
import { deviceDays, issueDeviceToken, readDeviceToken } from "#lib/server/service/account/device-token";
import { hashPassword } from "#lib/server/service/account/password-hash";
import { issueTask, readSolution, taskSeconds } from "#lib/server/service/account/sign-in-task";
import * as taskHash from "#lib/server/service/account/task-hash";
import { solveTask } from "@/components/account/solve-task";
import { createPostgresqlDatabase, describeDatabases } from "../../support/database";

const home = "192.0.2.1";
const office = "192.0.2.2";

beforeEach(() => {
  vi.stubEnv("NEXTAUTH_SECRET", "a secret of thirty-two characters and more");
});

afterEach(() => vi.unstubAllEnvs());

interface Guess {
  readonly email?: string;
  readonly place: string;
  readonly token?: string;
  readonly isRight?: boolean;
  readonly solution?: string;
}

/** Guesses once. Zero when the guess was let through, else how many seconds there are to wait. */
async function guess(
  database: Database,
  { email = "ada@example.com", place, token, isRight = false, solution }: Guess,
) {
  const user = await database.client.user.findUnique({ where: { email }, select: { id: true } });
  const origin = { place, getDeviceToken: () => token ?? null, solution: solution ?? null };
  try {
    const { forgive } = await admitGuess(database, { email, userId: user?.id ?? null }, origin);
    if (isRight) await forgive();
    return 0;
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== "too_many_requests") throw error;
    expect(error.message).toMatch(/^Too many tries\. Try again in \d+ (seconds?|minutes?)\.$/);
    return error.retryAfterSeconds ?? 0;
  }
}

/** The task that a guess is answered with. */
async function readTask(database: Database, made: Guess): Promise<string> {
  const error: unknown = await guess(database, made).catch((thrown: unknown) => thrown);
  if (!(error instanceof TaskRequiredError)) throw new Error(`not a task: ${String(error)}`);
  return error.task;
}

/** A hash that costs nothing, in the place of the one that makes a task cost seconds. */
function hashCheaply(number: number, salt: string): Uint8Array {
  return createHash("sha256").update(`${number} ${salt}`).digest();
}

/** Solves a task, or gives a number that does not solve it. */
function solve(text: string, isRight = true): string {
  const task = parseTask(text);
  if (task === null) throw new Error("not a task");
  for (let number = 0; ; number += 1) {
    if (isSolved(hashCheaply(number, task.salt), task) === isRight) return buildSolution(text, number);
  }
}

async function guessOften(database: Database, count: number, make: (index: number) => Guess) {
  const waits: number[] = [];
  for (let index = 0; index < count; index += 1) waits.push(await guess(database, make(index)));
  return waits;
}

async function addUser(database: Database, name: string, passwordHash = "hash") {
  const user = await insertUserRow(database, { email: `${name}@example.com`, name, passwordHash });
  if (!user.ok) throw new Error(user.error);
  return user.value;
}

describeDatabases("AUTH-2: wrong guesses", (openFresh) => {
  beforeEach(() => {
    vi.spyOn(taskHash, "hashTaskNumber").mockImplementation(async (number, salt) => hashCheaply(number, salt));
  });

  test("close an account to strangers, who cannot close it to its devices and its places", async () => {
    const database = await openFresh();
    const { id } = await addUser(database, "ada");
    await saveKnownPlace(database, id, home, { at: new Date(), keep: 20 });
    const token = issueDeviceToken(id, new Date());

    const strangers = await guessOften(database, 100, (index) => ({ place: `198.51.100.${index}` }));
    expect(strangers).toEqual(Array(100).fill(0));
    const wait = await guess(database, { place: "203.0.113.1" });
    expect(wait).toBeGreaterThan(3500);
    expect(wait).toBeLessThanOrEqual(3600);

    expect(await guessOften(database, 10, () => ({ place: home }))).toEqual(Array(10).fill(0));
    await expect(guess(database, { place: home })).rejects.toThrow(TaskRequiredError);
    for (const place of [home, "203.0.113.1"]) expect(await guess(database, { place, token, isRight: true })).toBe(0);
    // A right one at a known place begins anew.
    expect(await guess(database, { place: home })).toBe(0);
  });

  test("at a known place never keep the right password out, and cost a task that counts once", async () => {
    const database = await openFresh();
    const { id } = await addUser(database, "ada");
    for (const place of [home, office]) await saveKnownPlace(database, id, place, { at: new Date(), keep: 20 });
    for (const place of [home, office]) await guessOften(database, 10, () => ({ place }));

    // Somebody who lays in tasks, and never stops guessing.
    const early = [solve(await readTask(database, { place: home })), solve(await readTask(database, { place: home }))];
    const counts: number[] = [];
    for (let round = 0; round < 6; round += 1) {
      const task = await readTask(database, { place: home });
      counts.push(parseTask(task)?.count ?? 0);
      const solution = solve(task);
      await expect(guess(database, { place: office, solution })).rejects.toThrow(TaskRequiredError);
      expect(await guess(database, { place: home, solution })).toBe(0);
      await expect(guess(database, { place: home, solution })).rejects.toThrow(TaskRequiredError);
    }
    expect(counts).toEqual([16, 16, 16, 16, 16, 32]);
    for (const solution of early) {
      await expect(guess(database, { place: home, solution })).rejects.toThrow(TaskRequiredError);
    }

    // A task is used up by its first solution, right or wrong.
    const spoiled = await readTask(database, { place: home });
    for (const solution of [solve(spoiled, false), solve(spoiled)]) {
      await expect(guess(database, { place: home, solution })).rejects.toThrow(TaskRequiredError);
    }
    const task = await readTask(database, { place: home });
    const solution = solve(task);
    const forged = [task, "", solution.replace(/^\d/, "9"), solution.replace(".32.", ".1.")];
    for (const text of forged) {
      await expect(guess(database, { place: home, solution: text })).rejects.toThrow(TaskRequiredError);
    }
    expect(await guess(database, { place: home, solution, isRight: true })).toBe(0);
    // A right one begins anew.
    expect(await guessOften(database, 10, () => ({ place: home }))).toEqual(Array(10).fill(0));
    expect(parseTask(await readTask(database, { place: home }))?.count).toBe(16);
  });

  test("with tasks that were laid in come at once, and only as many count as the first length allows", async () => {
    const database = await openFresh();
    const { id } = await addUser(database, "ada");
    await saveKnownPlace(database, id, home, { at: new Date(), keep: 20 });
    await guessOften(database, 10, () => ({ place: home }));
    const tasks: string[] = [];
    for (let count = 0; count < 12; count += 1) tasks.push(await readTask(database, { place: home }));
    const outcomes = await Promise.all(
      tasks.map((task) => guess(database, { place: home, solution: solve(task) }).catch(() => "task")),
    );
    expect(outcomes.filter((outcome) => outcome === 0).length).toBeLessThanOrEqual(5);
  });

  test("with wrong solutions beyond the thousandth leave the count at a thousand", async () => {
    const database = await openFresh();
    const { id } = await addUser(database, "ada");
    await saveKnownPlace(database, id, home, { at: new Date(), keep: 20 });
    await guessOften(database, 10, () => ({ place: home }));
    const limiter = createRateLimiter(database, { name: "sign_in_solved", points: 1000, windowSeconds: 3600 });
    const subject = `ada@example.com ${home}`;
    await limiter.consume(subject);
    await database.client.rateLimit.updateMany({
      where: { key: `sign_in_solved:${subject}` },
      data: { points: 1000 },
    });
    for (let round = 0; round < 3; round += 1) {
      const solution = solve(await readTask(database, { place: home }), false);
      await expect(guess(database, { place: home, solution })).rejects.toThrow(TaskRequiredError);
    }
    expect(await limiter.countSpent(subject)).toBe(1000);
  });

  test("from one place close it for accounts that are not known there, and for no others", async () => {
    const database = await openFresh();
    const { id } = await addUser(database, "ada");
    await saveKnownPlace(database, id, office, { at: new Date(), keep: 20 });
    const waits = await guessOften(database, 101, (index) => ({ email: `nobody${index}@example.com`, place: office }));
    expect(waits.slice(0, 100)).toEqual(Array(100).fill(0));
    expect(waits[100]).toBeGreaterThan(800);
    expect(await guess(database, { place: office })).toBe(0);
    expect(await guess(database, { email: "eve@example.com", place: home })).toBe(0);
  });

  test("that come at once are all counted, and right ones cost nothing however many come", async () => {
    const database = await openFresh();
    await addUser(database, "ada");
    const right = await guessOften(database, 110, (index) => ({
      email: `colleague${index % 30}@example.com`,
      place: office,
      isRight: true,
    }));
    expect(right).toEqual(Array(110).fill(0));
    const wrong = await Promise.all(Array.from({ length: 30 }, () => guess(database, { place: office })));
    expect(wrong.filter((wait) => wait === 0)).toHaveLength(10);
    // What was refused was not counted, so ten are left of nothing but the pair.
    expect(await guess(database, { email: "colleague1@example.com", place: office })).toBe(0);
  });

  test("with a device close that device, which counts as unknown from then on", async () => {
    const database = await openFresh();
    const { id } = await addUser(database, "ada");
    const token = issueDeviceToken(id, new Date());
    const waits = await guessOften(database, 21, () => ({ place: office, token }));
    expect(waits.slice(0, 20)).toEqual(Array(20).fill(0));
    expect(waits[20]).toBeGreaterThan(800);
    const another = issueDeviceToken(id, new Date());
    expect(await guess(database, { place: office, token: another })).toBe(0);
  });

  test("of somebody who is signed in hang on no counter that others fill", async () => {
    const database = await openFresh();
    const user = await addUser(database, "ada", await hashPassword("the right password"));
    await guessOften(database, 101, (index) => ({ place: `198.51.100.${index}` }));
    await guessOften(database, 11, () => ({ place: home }));
    expect(await confirmPassword(database, user, "the right password")).toBe(true);
    for (let count = 0; count < 10; count += 1) expect(await confirmPassword(database, user, "wrong")).toBe(false);
    await expect(confirmPassword(database, user, "the right password")).rejects.toThrow("Try again in 15 minutes.");
    const anew = { ...user, sessionVersion: user.sessionVersion + 1 };
    expect(await confirmPassword(database, anew, "the right password")).toBe(true);
  });
});

test("AUTH-2: a task counts for its subject alone, with a number that solves it, for ten minutes", async () => {
  const at = new Date("2026-01-01T00:00:00Z");
  const task = issueTask("ada home", 3, at);
  const right = await solveTask(task);
  expect(readSolution("ada home", right, at)).toMatchObject({ count: 3, id: expect.stringMatching(/^[\w-]{22}$/) });
  expect(readSolution("ada office", right, at)).toBeNull();
  const checks = await Promise.all(
    Array.from({ length: 12 }, (_, number) => readSolution("ada home", buildSolution(task, number), at)?.check()),
  );
  const first = checks.indexOf(true);
  expect(right).toBe(buildSolution(task, first < 0 ? Number(right.split(".").at(-1)) : first));
  expect(checks).toContain(false);
  expect(readSolution("ada home", right, new Date(at.getTime() + taskSeconds * 1000))).not.toBeNull();
  expect(readSolution("ada home", right, new Date(at.getTime() + (taskSeconds + 1) * 1000))).toBeNull();
  vi.stubEnv("NEXTAUTH_SECRET", "another secret of thirty-two characters");
  expect(readSolution("ada home", right, at)).toBeNull();
  await expect(solveTask("1.2.3")).rejects.toThrow("no task");
});

test("AUTH-2: a device token counts for its user alone, as issued, for a year", () => {
  const at = new Date("2026-01-01T00:00:00Z");
  const token = issueDeviceToken("ada", at);
  const id = readDeviceToken("ada", token, at);
  expect(id).toMatch(/^[\w-]{22}$/);
  expect(readDeviceToken("eve", token, at)).toBeNull();
  expect(readDeviceToken("ada", issueDeviceToken("ada", at), at)).not.toBe(id);
  const yearLater = new Date(at.getTime() + deviceDays * 86_400_000);
  expect(readDeviceToken("ada", token, yearLater)).toBe(id);
  expect(readDeviceToken("ada", token, new Date(yearLater.getTime() + 1000))).toBeNull();
  const [seconds = "", name = "", signature = ""] = token.split(".");
  const later = `${Number(seconds) + 1}.${name}.${signature}`;
  for (const forged of ["", ".", "..", later, `${token}x`, `${seconds}.x.${signature}`, `${seconds}.${name}.`]) {
    expect(readDeviceToken("ada", forged, at)).toBeNull();
  }
  vi.stubEnv("NEXTAUTH_SECRET", "another secret of thirty-two characters");
  expect(readDeviceToken("ada", token, at)).toBeNull();
});

describe.runIf(inject("postgresqlTemplate") !== null)("AUTH-2, HTTP-4: two replicas on one database", () => {
  /** A front door as it serves, which admits a guess for each request. */
  async function openReplica(databaseUrl: string): Promise<string> {
    const database = wrapConnection(await connectPostgresql(databaseUrl));
    const door = createFrontDoor({
      handle: async (request, response) => {
        const place = readNetworkAddress(
          new Headers({ "x-forwarded-for": String(request.headers["x-forwarded-for"]) }),
        );
        response.statusCode = (await guess(database, { place })) === 0 ? 401 : 429;
        response.end();
      },
      getDirectAnswers: () => undefined,
      report: (error) => expect.unreachable(String(error)),
    });
    await new Promise<void>((resolve) => door.server.listen(0, "127.0.0.1", resolve));
    onTestFinished(async () => {
      await door.stop(0);
      await database.close();
    });
    return `http://127.0.0.1:${(door.server.address() as AddressInfo).port}`;
  }

  async function attack(replicas: readonly string[], count: number, sent: (index: number) => Record<string, string>) {
    const answers = Array.from({ length: count }, async (_, index) => {
      const url = `${replicas[index % replicas.length]}/api/auth/callback/credentials`;
      return (await fetch(url, { method: "POST", body: new URLSearchParams(), headers: sent(index) })).status;
    });
    return (await Promise.all(answers)).filter((status) => status === 401).length;
  }

  const spoof = (index: number) => ({
    "x-forwarded-for": `203.0.113.${index % 200}, 2001:db8:${index}::1`,
    "x-real-ip": `203.0.113.${index % 200}`,
    forwarded: `for=203.0.113.${index % 200}`,
  });

  test("let through no more guesses than one, whatever headers are sent with them", async () => {
    const url = await createPostgresqlDatabase();
    const replicas = [await openReplica(url), await openReplica(url)];
    expect(await attack(replicas, 60, spoof)).toBe(10);
  });

  test("behind one proxy count whom it answers, and not what that visitor sent", async () => {
    vi.stubEnv("TRUSTED_PROXIES", "1");
    const url = await createPostgresqlDatabase();
    const replicas = [await openReplica(url), await openReplica(url)];
    const through = (place: string) => (index: number) => ({
      "x-forwarded-for": `${spoof(index)["x-forwarded-for"]}, ${place}`,
    });
    expect(await attack(replicas, 40, through(home))).toBe(10);
    expect(await attack(replicas, 40, through(office))).toBe(10);
  });
});
