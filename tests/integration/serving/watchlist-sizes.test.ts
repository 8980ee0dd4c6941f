import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { AppError } from "#lib/contract/app-error";
import { holdingsSchema, itemSizeSchema } from "#lib/contract/watchlist";
import { getDatabase } from "#lib/server/db/database";
import { addToWatchlist } from "#lib/server/service/watchlist/add-to-watchlist";
import { chooseSizing } from "#lib/server/service/watchlist/choose-sizing";
import { createWatchlist } from "#lib/server/service/watchlist/create-watchlist";
import { getWatchlist } from "#lib/server/service/watchlist/get-watchlist";
import { noteWatchlistItem } from "#lib/server/service/watchlist/note-watchlist-item";
import { sizeWatchlistItem } from "#lib/server/service/watchlist/size-watchlist-item";
import { addPerson, openSmallInstallation, type SmallInstallation } from "../../support/small-installation";

let installation: SmallInstallation;
let ada: string;
let eve: string;

beforeAll(async () => {
  installation = await openSmallInstallation();
  [ada, eve] = [await addPerson("ada"), await addPerson("eve")];
});

afterAll(() => installation.remove());

async function refuse(asked: Promise<unknown>): Promise<AppError> {
  return asked.then(
    () => Promise.reject(new Error("It was not refused.")),
    (error: AppError) => error,
  );
}

const readItems = async (id: string) => {
  const { sizing, items } = await getWatchlist(ada, id, []);
  return [sizing, ...items.map(({ ticker, shares, weight }) => ({ ticker, shares, weight }))];
};

describe("the sizes of a watchlist", () => {
  it("SVC-9: come with new companies and with those that are there; who is unknown is named and the rest kept", async () => {
    const { id } = await createWatchlist(ada, "Sized");
    await addToWatchlist(ada, id, ["TOWN"]);
    const sized = {
      sizing: "shares",
      sizes: new Map([
        ["TOWN", 10],
        ["STRL", 120],
        ["NOBODY", 4],
      ]),
    } as const;
    expect(await addToWatchlist(ada, id, ["TOWN", "STRL", "NOBODY"], sized)).toMatchObject({
      added: ["STRL"],
      present: ["TOWN"],
      unknown: ["NOBODY"],
      doubled: [],
      resized: [],
    });
    expect(await readItems(id)).toEqual([
      "shares",
      { ticker: "TOWN", shares: 10, weight: null },
      { ticker: "STRL", shares: 120, weight: null },
    ]);
    const again = { sizing: "shares", sizes: new Map([["STRL", 90]]) } as const;
    expect(await addToWatchlist(ada, id, ["STRL"], again)).toMatchObject({
      resized: [{ ticker: "STRL", before: 120, size: 90 }],
    });
  });

  it("SVC-9: are kept for a company that the data do not have any more", async () => {
    const { id } = await createWatchlist(ada, "Gone");
    const { client } = await getDatabase();
    await client.watchlistItem.create({ data: { watchlistId: id, ticker: "GONE" } });
    const sized = { sizing: "weight", sizes: new Map([["GONE", 0.2]]) } as const;
    expect(await addToWatchlist(ada, id, ["GONE"], sized)).toMatchObject({ present: ["GONE"], unknown: [] });
    expect(await readItems(id)).toEqual(["weight", { ticker: "GONE", shares: null, weight: 0.2 }]);
  });

  it("SVC-10: of one company are changed where they still are what was seen, and a refusal says what there is", async () => {
    const { id } = await createWatchlist(ada, "Two windows");
    await addToWatchlist(ada, id, ["STRL"]);
    const set = (size: number | null, before: number | null) =>
      sizeWatchlistItem(ada, id, "STRL", { sizing: "shares", size, before });
    expect((await refuse(set(5, null))).message).toContain("This list uses no numbers");
    await chooseSizing(ada, id, "shares");
    await set(1500, null);
    expect(await refuse(set(7, null))).toMatchObject({ code: "conflict", message: expect.stringContaining("1,500") });
    await set(null, 1500);
    expect((await refuse(set(7, 1500))).message).toContain("taken away");
    expect(await refuse(sizeWatchlistItem(ada, id, "NONE", { sizing: "shares", size: 1, before: null }))).toMatchObject(
      {
        code: "not_found",
      },
    );

    await noteWatchlistItem(ada, id, "STRL", { note: "First", tags: ["core"] }, { note: "", tags: [] });
    const late = noteWatchlistItem(ada, id, "STRL", { note: "Second", tags: [] }, { note: "", tags: [] });
    expect(await refuse(late)).toMatchObject({
      code: "conflict",
      message: expect.stringContaining("“First”, tags core"),
    });
  });

  it("of somebody else are not found by any way, and stay as they are", async () => {
    const { id } = await createWatchlist(ada, "Hers");
    const sized = { sizing: "shares", sizes: new Map([["STRL", 120]]) } as const;
    await addToWatchlist(ada, id, ["STRL"], sized);
    const before = await readItems(id);
    const tries = [
      addToWatchlist(eve, id, ["STRL"], { sizing: "shares", sizes: new Map([["STRL", 1]]) }),
      chooseSizing(eve, id, null),
      sizeWatchlistItem(eve, id, "STRL", { sizing: "shares", size: 1, before: 120 }),
      noteWatchlistItem(eve, id, "STRL", { note: "x", tags: [] }, { note: "", tags: [] }),
      getWatchlist(eve, id, []),
    ];
    for (const each of tries) expect((await refuse(each)).code).toBe("not_found");
    expect(await readItems(id)).toEqual(before);
  });
});

describe("what a form may send of sizes", () => {
  const given = (sizing: unknown, ...sizes: unknown[]) => ({
    sizing,
    holdings: sizes.map((size, at) => ({ ticker: `T${at}`, size })),
  });

  it.each([[given("shares", 0, 1.5, null)], [given("weight", 0.5, 1)], [given(null, null)]])("is taken: %j", (input) =>
    expect(holdingsSchema.safeParse(input).success).toBe(true),
  );

  it.each([
    [given("shares", -1)],
    [given("shares", 1e11)],
    [given("weight", 1.01)],
    [given(null, 5)],
    [given("money", 5)],
    [given("shares", Number.NaN)],
    [given("shares")],
    [given("shares", ...Array.from({ length: 2001 }, () => 1))],
    [
      {
        sizing: null,
        holdings: [
          { ticker: "A", size: null },
          { ticker: "a", size: null },
        ],
      },
    ],
  ])("is refused: %j", (input) => expect(holdingsSchema.safeParse(input).success).toBe(false));

  it("is for one company within the bounds of what the list uses", () => {
    const change = { sizing: "weight", size: 1.5, before: null };
    expect(itemSizeSchema.safeParse(change).success).toBe(false);
    expect(itemSizeSchema.safeParse({ ...change, sizing: "shares" }).success).toBe(true);
  });
});
