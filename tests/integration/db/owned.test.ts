import { expect, test } from "vitest";
import type { Database } from "#lib/server/db/database";
import { listCompaniesByCiks, saveCompanies } from "#lib/server/db/repository/company";
import {
  insertSavedScreenRow,
  listSavedScreenRows,
  removeSavedScreenRow,
  replaceSavedScreenRow,
  updateSavedScreenRow,
  updateScreenVisit,
} from "#lib/server/db/repository/saved-screen";
import {
  endSessions,
  findUserCredentials,
  insertUserRow,
  removeUserRow,
  updatePassword,
} from "#lib/server/db/repository/user";
import {
  findSessionUser,
  insertSessionRow,
  pruneSessionRows,
  removeSessionRow,
} from "#lib/server/db/repository/user-session";
import {
  findWatchlistRow,
  insertWatchlistItemRows,
  insertWatchlistRow,
  listHeldItemRows,
  listWatchlistRows,
  removeWatchlistItemRow,
  removeWatchlistRow,
  updateWatchlistItemRow,
  updateWatchlistItemSize,
  updateWatchlistRow,
  updateWatchlistSizing,
} from "#lib/server/db/repository/watchlist";
import type { Result } from "#lib/util/result";
import { describeDatabases } from "../../support/database";

/** More than a test makes. */
const most = 100;

function unwrap<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

async function addUser(database: Database, name: string): Promise<string> {
  const user = await insertUserRow(database, { email: `${name}@example.com`, name, passwordHash: "hash" });
  return unwrap(user).id;
}

describeDatabases("users", (openFresh) => {
  test("are one for an address in any case, and carry no password hash but to the sign-in", async () => {
    const database = await openFresh();
    const user = unwrap(
      await insertUserRow(database, { email: " Ada@Example.com ", name: "Ada", passwordHash: "hash" }),
    );
    expect(user).toEqual({
      id: expect.stringMatching(/^[\w-]{16}$/),
      email: "ada@example.com",
      name: "Ada",
      sessionVersion: 0,
      createdAt: expect.any(Date),
    });
    expect(await insertUserRow(database, { email: "ADA@example.com", name: null, passwordHash: null })).toEqual({
      ok: false,
      error: "email_taken",
    });
    expect(await findUserCredentials(database, "ada@EXAMPLE.com")).toEqual({ ...user, passwordHash: "hash" });
    expect(await findUserCredentials(database, "bob@example.com")).toBeNull();
  });

  test("lose all sessions with a new password or on demand", async () => {
    const database = await openFresh();
    const id = await addUser(database, "ada");
    expect((await updatePassword(database, id, "new"))?.sessionVersion).toBe(1);
    expect((await endSessions(database, id))?.sessionVersion).toBe(2);
    expect(await findUserCredentials(database, "ada@example.com")).toMatchObject({
      passwordHash: "new",
      sessionVersion: 2,
    });
    expect(await updatePassword(database, "nobody", "x")).toBeNull();
    expect(await endSessions(database, "nobody")).toBeNull();
  });

  test("that are removed take everything they own with them, and nothing else", async () => {
    const database = await openFresh();
    const [ada, bob] = [await addUser(database, "ada"), await addUser(database, "bob")];
    for (const owner of [ada, bob]) {
      const { id } = unwrap(await insertWatchlistRow(database, owner, "Mine", most));
      await insertWatchlistItemRows(database, owner, id, [{ ticker: "HRI" }], most);
      await insertSavedScreenRow(database, owner, { name: "Mine", search: "q=roic" }, most);
    }
    expect(await removeUserRow(database, ada)).toBe(true);
    expect(await removeUserRow(database, ada)).toBe(false);
    expect(await findUserCredentials(database, "ada@example.com")).toBeNull();
    expect(await database.client.watchlistItem.count()).toBe(1);
    expect(await listWatchlistRows(database, bob)).toHaveLength(1);
    expect(await listSavedScreenRows(database, bob)).toHaveLength(1);
  });
});

describeDatabases("sessions", (openFresh) => {
  const now = new Date("2026-05-05T12:00:00Z");
  const later = new Date("2026-06-04T12:00:00Z");

  test("count until they are signed out or over, each by itself, and only for their user and number", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    const sessionId = await insertSessionRow(database, ada, later);
    const other = await insertSessionRow(database, ada, later);
    const key = { sessionId, userId: ada, sessionVersion: 0 };
    expect(await findSessionUser(database, key, now)).toMatchObject({ id: ada, email: "ada@example.com" });
    expect(await findSessionUser(database, key, later)).toBeNull();
    expect(await findSessionUser(database, { ...key, userId: eve }, now)).toBeNull();
    expect(await findSessionUser(database, { ...key, sessionVersion: 1 }, now)).toBeNull();
    expect(await findSessionUser(database, { ...key, sessionId: "" }, now)).toBeNull();
    expect(await removeSessionRow(database, eve, sessionId)).toBe(false);
    expect(await removeSessionRow(database, ada, sessionId)).toBe(true);
    expect(await findSessionUser(database, key, now)).toBeNull();
    expect(await findSessionUser(database, { ...key, sessionId: other }, now)).not.toBeNull();
  });

  test("end with a new password, on demand and with the account, whatever number they carry", async () => {
    const database = await openFresh();
    const [ada, bob] = [await addUser(database, "ada"), await addUser(database, "bob")];
    const theirs = { sessionId: await insertSessionRow(database, bob, later), userId: bob, sessionVersion: 0 };
    for (const end of [() => updatePassword(database, ada, "new"), () => endSessions(database, ada)]) {
      const { sessionVersion = -1 } = (await findUserCredentials(database, "ada@example.com")) ?? {};
      const sessionId = await insertSessionRow(database, ada, later);
      await end();
      expect(await findSessionUser(database, { sessionId, userId: ada, sessionVersion }, now)).toBeNull();
      expect(
        await findSessionUser(database, { sessionId, userId: ada, sessionVersion: sessionVersion + 1 }, now),
      ).toBeNull();
    }
    // A sign-in that had checked the old password while the new one was set.
    const late = { sessionId: await insertSessionRow(database, ada, later), userId: ada, sessionVersion: 1 };
    expect(await findSessionUser(database, late, now)).toBeNull();
    await removeUserRow(database, ada);
    expect(await findSessionUser(database, { ...late, sessionVersion: 2 }, now)).toBeNull();
    expect(await findSessionUser(database, theirs, now)).not.toBeNull();
  });

  test("are bounded in number for a user, and leave when they are over", async () => {
    const database = await openFresh();
    const [ada, bob] = [await addUser(database, "ada"), await addUser(database, "bob")];
    await insertSessionRow(database, bob, now);
    const newest = await insertSessionRow(database, bob, later);
    for (let count = 0; count < 5; count += 1) await insertSessionRow(database, ada, later);
    await pruneSessionRows(database, ada, 3, now);
    const left = await database.client.userSession.groupBy({ by: ["ownerId"], _count: true });
    expect(Object.fromEntries(left.map(({ ownerId, _count }) => [ownerId, _count]))).toEqual({ [ada]: 3, [bob]: 1 });
    expect(await findSessionUser(database, { sessionId: newest, userId: bob, sessionVersion: 0 }, now)).not.toBeNull();
  });
});

describeDatabases("watchlists", (openFresh) => {
  test("are made, listed by name, renamed and removed, and a name is taken once in any case", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const steel = unwrap(await insertWatchlistRow(database, ada, " Steel ", most));
    const banks = unwrap(await insertWatchlistRow(database, ada, "Banks", most));
    expect(await listWatchlistRows(database, ada)).toEqual([banks, { ...steel, name: "Steel" }]);
    expect(await insertWatchlistRow(database, ada, "STEEL", most)).toEqual({ ok: false, error: "name_taken" });
    expect(await updateWatchlistRow(database, ada, banks.id, "steel")).toEqual({ ok: false, error: "name_taken" });
    expect(unwrap(await updateWatchlistRow(database, ada, steel.id, "STEEL")).name).toBe("STEEL");
    expect((await findWatchlistRow(database, ada, banks.id))?.name).toBe("Banks");
    expect(await removeWatchlistRow(database, ada, banks.id)).toBe(true);
    expect(await removeWatchlistRow(database, ada, banks.id)).toBe(false);
  });

  test("say where a company is followed, by the company where an item names it and by the ticker where it does not", async () => {
    const database = await openFresh();
    const [ada, bob] = [await addUser(database, "ada"), await addUser(database, "bob")];
    const herc = { cik: 1, name: "Herc", sic: null, fiscalYearEnd: null, securities: [] };
    const [company = 0, other = 0] = await saveCompanies(database, false, [herc, { ...herc, cik: 2, name: "Other" }]);
    const lists: string[] = [];
    for (const [owner, name] of [
      [ada, "By company"],
      [ada, "By ticker"],
      [ada, "Another company"],
      [bob, "Not hers"],
    ] as const) {
      const { id } = unwrap(await insertWatchlistRow(database, owner, name, most));
      lists.push(id);
      const companyId = { "By company": company, "By ticker": null, "Another company": other, "Not hers": company }[
        name
      ];
      unwrap(
        await insertWatchlistItemRows(
          database,
          owner,
          id,
          [{ ticker: name === "By company" ? "OLD" : "HRI", companyId }],
          most,
        ),
      );
    }
    const held = await listHeldItemRows(database, ada, [company], ["HRI"]);
    expect(held.map(({ watchlistId }) => watchlistId).sort()).toEqual(lists.slice(0, 2).sort());
    expect((await listCompaniesByCiks(database, false, [2, 1, 3])).map(({ id }) => id).sort()).toEqual(
      [company, other].sort(),
    );
  });

  test("follow a company once, and adding it again keeps its note, date and verdict", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const { id } = unwrap(await insertWatchlistRow(database, ada, "Mine", most));
    const first = await insertWatchlistItemRows(
      database,
      ada,
      id,
      [
        {
          ticker: "hri",
          note: "Why?",
          addedVerdict: "weak",
          addedPolicy: "ballast-1",
          addedPriceUsd: 120.5,
          addedSnapshotHash: "a",
        },
      ],
      most,
    );
    expect(first).toEqual({ ok: true, value: { added: ["HRI"], present: [], resized: [] } });
    const before = await findWatchlistRow(database, ada, id);
    const second = await insertWatchlistItemRows(
      database,
      ada,
      id,
      [
        { ticker: "MDXG" },
        { ticker: "HRI", note: "", addedVerdict: "resilient", addedPolicy: "ballast-2" },
        { ticker: "mdxg" },
      ],
      most,
    );
    expect(second).toEqual({ ok: true, value: { added: ["MDXG"], present: ["HRI"], resized: [] } });
    const after = await findWatchlistRow(database, ada, id);
    expect(after?.items[0]).toEqual(before?.items[0]);
    expect(after?.items[0]).toMatchObject({
      note: "Why?",
      addedVerdict: "weak",
      addedPolicy: "ballast-1",
      addedPriceUsd: 120.5,
      tags: [],
    });
    expect(after).toMatchObject({ itemCount: 2, items: [{ ticker: "HRI" }, { ticker: "MDXG", companyId: null }] });
  });

  test("follow all or none of the companies of one call", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const { id } = unwrap(await insertWatchlistRow(database, ada, "Mine", most));
    const bad = insertWatchlistItemRows(
      database,
      ada,
      id,
      [{ ticker: "HRI" }, { ticker: "MDXG", companyId: 999 }],
      most,
    );
    await expect(bad).rejects.toThrow();
    expect((await findWatchlistRow(database, ada, id))?.items).toEqual([]);
  });

  test("keep notes and tags of an item, and forget one that is removed", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const { id } = unwrap(await insertWatchlistRow(database, ada, "Mine", most));
    await insertWatchlistItemRows(database, ada, id, [{ ticker: "HRI" }, { ticker: "MDXG" }], most);
    expect(await updateWatchlistItemRow(database, ada, id, "hri", { note: "Rental cycle" })).toMatchObject({
      value: { note: "Rental cycle", tags: [] },
    });
    expect(await updateWatchlistItemRow(database, ada, id, "HRI", { tags: ["cyclical"] })).toMatchObject({
      value: { note: "Rental cycle", tags: ["cyclical"] },
    });
    expect(await updateWatchlistItemRow(database, ada, id, "NONE", { note: "" })).toEqual({
      ok: false,
      error: "not_found",
    });
    expect(await removeWatchlistItemRow(database, ada, id, "hri")).toBe(true);
    expect(await removeWatchlistItemRow(database, ada, id, "HRI")).toBe(false);
    expect((await findWatchlistRow(database, ada, id))?.items.map(({ ticker }) => ticker)).toEqual(["MDXG"]);
  });

  test("of somebody else are not found by any way, and stay as they are", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    const { id } = unwrap(await insertWatchlistRow(database, ada, "Mine", most));
    await insertWatchlistItemRows(database, ada, id, [{ ticker: "HRI", note: "Private" }], most);
    const before = await findWatchlistRow(database, ada, id);
    expect(await listWatchlistRows(database, eve)).toEqual([]);
    expect(await findWatchlistRow(database, eve, id)).toBeNull();
    expect(await updateWatchlistRow(database, eve, id, "Hers")).toEqual({ ok: false, error: "not_found" });
    expect(await insertWatchlistItemRows(database, eve, id, [{ ticker: "EVIL" }], most)).toEqual({
      ok: false,
      error: "not_found",
    });
    expect(await updateWatchlistItemRow(database, eve, id, "HRI", { note: "" })).toEqual({
      ok: false,
      error: "not_found",
    });
    const change = { sizing: "shares", size: 5, before: null } as const;
    expect(await updateWatchlistItemSize(database, eve, id, "HRI", change)).toEqual({ ok: false, error: "not_found" });
    expect(await updateWatchlistSizing(database, eve, id, "shares")).toBe(false);
    const sized = { sizing: "shares", sizes: new Map([["HRI", 5]]) } as const;
    expect(await insertWatchlistItemRows(database, eve, id, [], most, sized)).toEqual({
      ok: false,
      error: "not_found",
    });
    expect(await removeWatchlistItemRow(database, eve, id, "HRI")).toBe(false);
    expect(await removeWatchlistRow(database, eve, id)).toBe(false);
    expect(await findWatchlistRow(database, ada, id)).toEqual(before);
    expect((await insertWatchlistRow(database, eve, "Mine", most)).ok).toBe(true);
  });

  test("DB-21: hold shares and weights side by side, of which the list uses one, within bounds that the database keeps", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const { id, sizing } = unwrap(await insertWatchlistRow(database, ada, "Mine", most));
    expect(sizing).toBeNull();
    const shares = {
      sizing: "shares",
      sizes: new Map([
        ["HRI", 120.5],
        ["MDXG", 40],
      ]),
    } as const;
    const inputs = [{ ticker: "HRI" }, { ticker: "MDXG" }, { ticker: "LNTH" }];
    expect(await insertWatchlistItemRows(database, ada, id, inputs, most, shares)).toMatchObject({
      value: { added: ["HRI", "MDXG", "LNTH"], resized: [] },
    });
    const weights = { sizing: "weight", sizes: new Map([["HRI", 0.045]]) } as const;
    await insertWatchlistItemRows(database, ada, id, [], most, weights);
    const read = async () => await findWatchlistRow(database, ada, id);
    expect(await read()).toMatchObject({
      sizing: "weight",
      items: [
        { ticker: "HRI", shares: 120.5, weight: 0.045 },
        { ticker: "LNTH", shares: null, weight: null },
        { ticker: "MDXG", shares: 40, weight: null },
      ],
    });
    expect(await updateWatchlistSizing(database, ada, id, "shares")).toBe(true);
    const again = {
      sizing: "shares",
      sizes: new Map([
        ["HRI", 100],
        ["MDXG", 40],
        ["LNTH", 1],
      ]),
    } as const;
    expect(await insertWatchlistItemRows(database, ada, id, [{ ticker: "HRI" }], most, again)).toMatchObject({
      value: { added: [], present: ["HRI"], resized: [{ ticker: "HRI", before: 120.5, size: 100 }] },
    });
    for (const bad of [{ shares: -1 }, { shares: 1e11 }, { shares: Number.NaN }, { weight: 1.01 }, { weight: -0.1 }]) {
      await expect(
        database.client.watchlistItem.updateMany({ where: { watchlistId: id }, data: bad }),
        JSON.stringify(bad),
      ).rejects.toThrow();
    }
    await expect(database.client.watchlist.updateMany({ where: { id }, data: { sizing: "money" } })).rejects.toThrow();
    expect((await read())?.sizing).toBe("shares");
  });

  test("DB-21: are not written over unseen: who saw another number, note or kind is refused with what there is by now", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const { id } = unwrap(await insertWatchlistRow(database, ada, "Mine", most));
    await insertWatchlistItemRows(database, ada, id, [{ ticker: "HRI" }], most);
    await updateWatchlistSizing(database, ada, id, "shares");
    const set = (size: number | null, before: number | null, sizing: "shares" | "weight" = "shares") =>
      updateWatchlistItemSize(database, ada, id, "hri", { sizing, size, before });
    expect(await set(100, null)).toEqual({ ok: true, value: null });
    expect(await set(200, null)).toEqual({ ok: false, error: { size: 100 } });
    // The same number from two windows is no quarrel.
    expect(await set(100, null)).toEqual({ ok: true, value: null });
    expect(await set(0.5, null, "weight")).toEqual({ ok: false, error: { sizing: "shares" } });
    const both = await Promise.all([set(1, 100), set(2, 100)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      await updateWatchlistItemSize(database, ada, id, "NONE", { sizing: "shares", size: 1, before: null }),
    ).toEqual({
      ok: false,
      error: "not_found",
    });

    const empty = { note: "", tags: [] };
    const mine = { note: "Mine", tags: ["core"] };
    const note = (change: typeof mine, before: { note: string; tags: string[] }) =>
      updateWatchlistItemRow(database, ada, id, "HRI", change, before);
    expect((await note(mine, empty)).ok).toBe(true);
    expect(await note({ ...mine, note: "Yours" }, empty)).toEqual({ ok: false, error: mine });
    expect((await note(mine, empty)).ok).toBe(true);
    expect((await note({ ...mine, note: "Yours" }, mine)).ok).toBe(true);
  });

  test("DB-18: are never more than there may be, however many are made or filled at once", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const made = await Promise.all(
      Array.from({ length: 12 }, (_, index) => insertWatchlistRow(database, ada, `List ${index}`, 3)),
    );
    expect(made.filter(({ ok }) => ok)).toHaveLength(3);
    expect(made).toContainEqual({ ok: false, error: "limit_reached" });
    const lists = await listWatchlistRows(database, ada);
    expect(lists).toHaveLength(3);
    const id = lists[0]?.id ?? "";
    const filled = await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        insertWatchlistItemRows(database, ada, id, [{ ticker: `A${index}` }, { ticker: `B${index}` }], 5),
      ),
    );
    expect(filled.filter(({ ok }) => ok)).toHaveLength(2);
    expect(filled).toContainEqual({ ok: false, error: "limit_reached" });
    const items = (await findWatchlistRow(database, ada, id))?.items.map(({ ticker }) => ticker) ?? [];
    expect(items).toHaveLength(4);
    // What is on the list already takes no room.
    expect(
      await insertWatchlistItemRows(
        database,
        ada,
        id,
        [...items, "LAST"].map((ticker) => ({ ticker })),
        5,
      ),
    ).toEqual({
      ok: true,
      value: { added: ["LAST"], present: items, resized: [] },
    });
    expect((await insertWatchlistItemRows(database, ada, id, [{ ticker: "LAST" }], 3)).ok).toBe(true);
    expect(await removeWatchlistRow(database, ada, id)).toBe(true);
    expect((await insertWatchlistRow(database, ada, "Another", 3)).ok).toBe(true);
  });

  test("made under the same name at the same time become one", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const answers = await Promise.all(
      ["Mine", "mine", "MINE"].map((name) => insertWatchlistRow(database, ada, name, most)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await listWatchlistRows(database, ada)).toHaveLength(1);
  });
});

describeDatabases("saved screens", (openFresh) => {
  test("are kept, changed in part and listed with the last changed first", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const zombies = unwrap(
      await insertSavedScreenRow(database, ada, { name: " Zombies ", search: "q=interest_cover%3C1" }, most),
    );
    const cheap = unwrap(
      await insertSavedScreenRow(database, ada, { name: "Cheap", search: "q=pe%3C8", note: "Dull" }, most),
    );
    expect(zombies).toMatchObject({ name: "Zombies", note: "", lastVisit: null });
    const changed = unwrap(await updateSavedScreenRow(database, ada, zombies.id, { note: "Walking" }));
    expect(changed).toEqual({ ...zombies, note: "Walking", updatedAt: changed.updatedAt });
    expect((await listSavedScreenRows(database, ada)).map(({ id }) => id)).toEqual([zombies.id, cheap.id]);
    expect(await listSavedScreenRows(database, ada)).toHaveLength(2);
    expect(await updateSavedScreenRow(database, ada, cheap.id, { name: "ZOMBIES" })).toEqual({
      ok: false,
      error: "name_taken",
    });
    expect(await insertSavedScreenRow(database, ada, { name: "cheap", search: "" }, most)).toEqual({
      ok: false,
      error: "name_taken",
    });
    const eve = await addUser(database, "eve");
    const replacement = { name: " zombies", search: "q=roic" };
    expect(await replaceSavedScreenRow(database, eve, replacement)).toBeNull();
    expect(await replaceSavedScreenRow(database, ada, { name: "Zomb%", search: "q=roic" })).toBeNull();
    expect(await replaceSavedScreenRow(database, ada, replacement)).toMatchObject({
      ...{ id: zombies.id, name: "Zombies", search: "q=roic", note: "Walking" },
    });
    expect(await removeSavedScreenRow(database, ada, cheap.id)).toBe(true);
    expect((await listSavedScreenRows(database, ada)).map(({ id }) => id)).toEqual([zombies.id]);
  });

  test("DB-18: are never more than there may be, however many are kept at once", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    const keep = (owner: string) => (_: unknown, index: number) =>
      insertSavedScreenRow(database, owner, { name: `Screen ${index}`, search: "" }, 4);
    const kept = await Promise.all([...Array.from({ length: 12 }, keep(ada)), ...Array.from({ length: 4 }, keep(eve))]);
    expect(kept.slice(0, 12).filter(({ ok }) => ok)).toHaveLength(4);
    expect(kept.slice(12).filter(({ ok }) => ok)).toHaveLength(4);
    expect(kept).toContainEqual({ ok: false, error: "limit_reached" });
    expect(await listSavedScreenRows(database, ada)).toHaveLength(4);
  });

  test("remember what a visit saw, which is not a change of the screen", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const screen = unwrap(await insertSavedScreenRow(database, ada, { name: "Mine", search: "" }, most));
    const seenAt = new Date("2026-05-05T12:00:00.123Z");
    const visit = { snapshotHash: "a", count: 2, tickers: ["HRI", "MDXG"], seenAt };
    expect(await updateScreenVisit(database, ada, screen.id, visit)).toBe(true);
    expect(await listSavedScreenRows(database, ada)).toEqual([{ ...screen, lastVisit: visit }]);
  });

  test("of somebody else are not found by any way, and stay as they are", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    const screen = unwrap(await insertSavedScreenRow(database, ada, { name: "Mine", search: "q=1" }, most));
    const visit = { snapshotHash: "a", count: 0, tickers: [], seenAt: new Date() };
    expect(await listSavedScreenRows(database, eve)).toEqual([]);
    expect(await updateSavedScreenRow(database, eve, screen.id, { search: "" })).toEqual({
      ok: false,
      error: "not_found",
    });
    expect(await updateScreenVisit(database, eve, screen.id, visit)).toBe(false);
    expect(await removeSavedScreenRow(database, eve, screen.id)).toBe(false);
    expect(await listSavedScreenRows(database, ada)).toEqual([screen]);
  });
});
