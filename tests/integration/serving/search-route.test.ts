import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { problemSchema } from "#lib/contract/problem";
import { searchAnswerSchema } from "#lib/contract/search";
import { parseQuery } from "#lib/expr/parse";
import * as session from "#lib/server/auth/session";
import { getDatabase } from "#lib/server/db/database";
import { insertSavedScreenRow } from "#lib/server/db/repository/saved-screen";
import { insertUserRow } from "#lib/server/db/repository/user";
import { insertSessionRow, removeSessionRow, type SessionKey } from "#lib/server/db/repository/user-session";
import { insertWatchlistRow } from "#lib/server/db/repository/watchlist";
import { getSessionUser } from "#lib/server/service/account/get-session-user";
import { GET } from "../../../app/api/v1/search/route";
import { openSmallInstallation, type SmallInstallation } from "../../support/small-installation";

/** The session that the cookie of the request names. */
let named: SessionKey | null = null;

let installation: SmallInstallation;

beforeAll(async () => {
  installation = await openSmallInstallation(async (database) => {
    const moog = await database.client.company.findFirstOrThrow({ where: { cik: 67_887 } });
    await database.client.security.createMany({
      data: [
        { companyId: moog.id, ticker: "OLDM" },
        // Another company has this one today.
        { companyId: moog.id, ticker: "STRL" },
      ],
    });
  });
});

beforeEach(() => {
  named = null;
  // Outside of a request nothing reads its cookie; whether the session goes on is asked of the database all the same.
  vi.spyOn(session, "getVisitor").mockImplementation(async () => named && getSessionUser(named));
});

afterAll(() => installation.remove());

const ownCookie = { cookie: "ballast-theme=dark; next-auth.session-token=x" };

async function ask(parameters: Readonly<Record<string, string>> | string, headers: Record<string, string> = {}) {
  const search = typeof parameters === "string" ? parameters : new URLSearchParams(parameters);
  const request = new Request(`http://localhost/api/v1/search?${search}`, { headers });
  return GET(request, { params: Promise.resolve({}) });
}

async function search(parameters: Readonly<Record<string, string>>, headers: Record<string, string> = {}) {
  const answer = await ask(parameters, headers);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("cache-control")).toBe("private, no-store");
  return searchAnswerSchema.parse(await answer.json());
}

async function signUp(name: string): Promise<SessionKey> {
  const database = await getDatabase();
  const user = await insertUserRow(database, { email: `${name}@example.com`, name, passwordHash: "hash" });
  if (!user.ok) throw new Error(user.error);
  const { id: userId, sessionVersion } = user.value;
  const sessionId = await insertSessionRow(database, userId, new Date(Date.now() + 3_600_000));
  await insertWatchlistRow(database, userId, `List of ${name}`, 9);
  await insertSavedScreenRow(database, userId, { name: `Screen of ${name}`, search: "q=roic+%3E+5%25" }, 9);
  return { sessionId, userId, sessionVersion };
}

describe("companies", () => {
  it.each([
    ["STRL", "STRL", null],
    ["strl", "STRL", null],
    ["moga", "MOGA", null],
    ["MOG-A", "MOGA", null],
    ["moog inc.", "MOGA", null],
    ["oldm", "MOGA", "OLDM"],
    ["infra", "STRL", null],
    ["towneb", "TOWN", null],
  ])("%s leads to %s", async (q, ticker, foundAs) => {
    const { companies, companyCount } = await search({ q });
    expect(companies[0]).toMatchObject({ ticker, foundAs });
    expect(companyCount).toBe(companies.length);
  });

  it("carry the verdict of the policy and the data that were asked for", async () => {
    const { companies, policy } = await search({ q: "STRL", policy: "1", "p.w1_cover": "2" });
    expect(policy).toMatchObject({ version: 1, changed: { w1_cover: 2 } });
    expect(companies[0]).toMatchObject({ ticker: "STRL", verdict: expect.any(String), isProvisional: true });
    expect((await search({ q: "STRL", asof: "2026-05-05" })).snapshot.asOf).toBe("2026-05-05");
  });

  it("are told by their tickers where nothing is typed, those that there are", async () => {
    const { companies } = await search({ tickers: "MOGA,NOPE,<b>,STRL,MOGA" });
    expect(companies.map(({ ticker }) => ticker)).toEqual(["MOGA", "STRL"]);
    expect((await search({ tickers: "MOGA", q: "zzzz" })).companies).toEqual([]);
  });

  it("are as many as were asked for, and counted", async () => {
    const { companies, companyCount } = await search({ q: "inc", limit: "1" });
    expect([companies.length, companyCount]).toEqual([1, 2]);
  });
});

describe("metrics", () => {
  it("are found by label, id and meaning, with whether they are explained", async () => {
    expect((await search({ q: "interest cover" })).metrics[0]).toMatchObject({
      id: "interest_cover",
      isExplained: true,
    });
    expect((await search({ q: "leverage" })).metrics[0]?.id).toBe("net_debt_to_ebitda");
    expect((await search({ q: "revenue" })).metrics[0]).toMatchObject({
      id: "revenue",
      isExplained: false,
      startingFilter: expect.stringMatching(/^revenue >= \$/),
    });
    const { metrics } = await search({ q: "cover", limit: "50" });
    for (const { startingFilter } of metrics) {
      if (startingFilter !== null) expect(parseQuery(startingFilter)).toMatchObject({ ok: true });
    }
  });
});

describe("what a person keeps", () => {
  it("is told to them alone, by its name, and all of it where nothing is typed", async () => {
    const [ada, eve] = [await signUp("ada"), await signUp("eve")];
    named = ada;
    const all = await search({}, ownCookie);
    expect(all.own?.watchlists.map(({ name }) => name)).toEqual(["List of ada"]);
    expect(all.own?.screens).toMatchObject([{ name: "Screen of ada", search: "q=roic+%3E+5%25" }]);
    expect([all.companies, all.metrics]).toEqual([[], []]);
    for (const q of ["list", "screen", "of", "ada", "eve", "Screen of eve"]) {
      const { own } = await search({ q }, ownCookie);
      expect(JSON.stringify(own)).not.toMatch(/of eve/);
    }
    expect((await search({ q: "ada" }, ownCookie)).own?.screens).toHaveLength(1);
    named = eve;
    expect((await search({ q: "ada" }, ownCookie)).own).toEqual({ screens: [], watchlists: [] });
  });

  it("is nothing for a stranger, for a session that has ended, and for one of another number", async () => {
    const bob = await signUp("bob");
    expect((await search({ q: "bob" })).own).toBeNull();
    named = { ...bob, sessionVersion: bob.sessionVersion + 1 };
    expect((await search({ q: "bob" }, ownCookie)).own).toBeNull();
    named = bob;
    // Without the cookie nobody looks for a session.
    expect((await search({ q: "bob" })).own).toBeNull();
    expect((await search({ q: "bob" }, ownCookie)).own?.screens).toHaveLength(1);
    await removeSessionRow(await getDatabase(), bob.userId, bob.sessionId);
    expect((await search({ q: "bob" }, ownCookie)).own).toBeNull();
  });
});

describe("odd questions", () => {
  it.each([
    "",
    "   ",
    "...",
    "&",
    "🦔",
    "\u0000",
    "\u202e",
    "%",
    "_",
    ".*",
    "(a+)+$",
    "[",
    "\\",
    "'; drop table company; --",
    "' or 1=1 --",
    "<script>",
    "__proto__",
    "x".repeat(100),
  ])("%j is answered, and finds no company", async (q) => {
    expect((await search({ q })).companies).toEqual([]);
  });

  it.each([
    [{ q: "x".repeat(101) }, "q"],
    [{ q: "x".repeat(10_000) }, "q"],
    [{ tickers: "A,".repeat(5_000) }, "tickers"],
    [{ limit: "51" }, "limit"],
    [{ limit: "-1" }, "limit"],
    [{ asof: "yesterday" }, "asof"],
    [{ owner: "ada" }, "owner"],
  ])("%j is refused by name", async (parameters, at) => {
    const answer = await ask(parameters as unknown as Record<string, string>);
    expect(answer.status).toBe(400);
    expect(problemSchema.parse(await answer.json()).errors?.map((place) => place.at)).toContain(at);
  });

  it("a parameter that is given twice is refused", async () => {
    expect((await ask("q=a&q=b")).status).toBe(400);
  });
});
