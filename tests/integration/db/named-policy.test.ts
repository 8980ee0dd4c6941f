import { expect, test } from "vitest";
import type { Database } from "#lib/server/db/database";
import {
  findNamedPolicyRow,
  insertNamedPolicyRow,
  isPolicyOwner,
  listNamedPolicyRows,
  removeNamedPolicyRow,
  updateNamedPolicyRow,
} from "#lib/server/db/repository/named-policy";
import { insertUserRow, removeUserRow } from "#lib/server/db/repository/user";
import type { Result } from "#lib/util/result";
import { describeDatabases } from "../../support/database";

/** More than a test makes. */
const most = 100;
const content = { applies: "known(revenue)", numbers: {}, rules: [] };

function unwrap<Value>(result: Result<Value, string>): Value {
  if (!result.ok) throw new Error(result.error);
  return result.value;
}

async function addUser(database: Database, name: string): Promise<string> {
  return unwrap(await insertUserRow(database, { email: `${name}@example.com`, name, passwordHash: "hash" })).id;
}

function write(name: string) {
  return { name, baseVersion: 2, content };
}

describeDatabases("named policies", (openFresh) => {
  test("are kept under a slug that nobody can guess, changed in part and counted up with each change", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const strict = unwrap(await insertNamedPolicyRow(database, ada, write(" Strict "), most));
    const loose = unwrap(await insertNamedPolicyRow(database, ada, write("Loose"), most));
    expect(strict).toMatchObject({ name: "Strict", baseVersion: 2, revision: 1 });
    expect(strict.slug).toMatch(/^[\w-]{16}$/);
    expect(await findNamedPolicyRow(database, strict.slug)).toEqual({ ...strict, content });
    const changed = unwrap(
      await updateNamedPolicyRow(database, ada, strict.slug, { content: { ...content, applies: "cash > 0" } }),
    );
    expect(changed).toEqual({ ...strict, revision: 2, updatedAt: changed.updatedAt });
    expect((await findNamedPolicyRow(database, strict.slug))?.content).toEqual({ ...content, applies: "cash > 0" });
    expect((await listNamedPolicyRows(database, ada)).map(({ slug }) => slug)).toEqual([strict.slug, loose.slug]);
    expect(await removeNamedPolicyRow(database, ada, loose.slug)).toBe(true);
    expect(await findNamedPolicyRow(database, loose.slug)).toBeNull();
  });

  test("have one name an owner, in any case", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    unwrap(await insertNamedPolicyRow(database, ada, write("Strict"), most));
    const loose = unwrap(await insertNamedPolicyRow(database, ada, write("Loose"), most));
    const taken = { ok: false, error: "name_taken" };
    expect(await insertNamedPolicyRow(database, ada, write("STRICT"), most)).toEqual(taken);
    expect(await updateNamedPolicyRow(database, ada, loose.slug, { name: "strict" })).toEqual(taken);
    expect(await insertNamedPolicyRow(database, eve, write("Strict"), most)).toMatchObject({ ok: true });
  });

  test("are not written over by who edits an earlier revision", async () => {
    const database = await openFresh();
    const ada = await addUser(database, "ada");
    const { slug } = unwrap(await insertNamedPolicyRow(database, ada, write("Strict"), most));
    const edit = () => updateNamedPolicyRow(database, ada, slug, { ...write("Strict"), revision: 1 });
    const edits = await Promise.all([edit(), edit(), edit()]);
    expect(edits.filter(({ ok }) => ok)).toHaveLength(1);
    expect(edits).toContainEqual({ ok: false, error: "stale" });
    expect((await findNamedPolicyRow(database, slug))?.revision).toBe(2);
  });

  test("are never more than there may be, however many are kept at once", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    const keep = (owner: string) => (_: unknown, index: number) =>
      insertNamedPolicyRow(database, owner, write(`Policy ${index}`), 4);
    const kept = await Promise.all([...Array.from({ length: 12 }, keep(ada)), ...Array.from({ length: 4 }, keep(eve))]);
    expect(kept.slice(0, 12).filter(({ ok }) => ok)).toHaveLength(4);
    expect(kept.slice(12).filter(({ ok }) => ok)).toHaveLength(4);
    expect(kept).toContainEqual({ ok: false, error: "limit_reached" });
  });

  test("of somebody else can be read by their slug, and neither listed nor changed", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    const policy = unwrap(await insertNamedPolicyRow(database, ada, write("Mine"), most));
    const { slug } = policy;
    expect(await listNamedPolicyRows(database, eve)).toEqual([]);
    expect(await isPolicyOwner(database, eve, slug)).toBe(false);
    expect(await updateNamedPolicyRow(database, eve, slug, write("Hers"))).toEqual({ ok: false, error: "not_found" });
    expect(await updateNamedPolicyRow(database, eve, slug, { name: "Hers", revision: 1 })).toEqual({
      ok: false,
      error: "not_found",
    });
    expect(await removeNamedPolicyRow(database, eve, slug)).toBe(false);
    expect(await findNamedPolicyRow(database, slug)).toEqual({ ...policy, content });
    expect(await isPolicyOwner(database, ada, slug)).toBe(true);
  });

  test("go with their owner", async () => {
    const database = await openFresh();
    const [ada, eve] = [await addUser(database, "ada"), await addUser(database, "eve")];
    const { slug } = unwrap(await insertNamedPolicyRow(database, ada, write("Mine"), most));
    const hers = unwrap(await insertNamedPolicyRow(database, eve, write("Mine"), most));
    await removeUserRow(database, ada);
    expect(await findNamedPolicyRow(database, slug)).toBeNull();
    expect(await findNamedPolicyRow(database, hers.slug)).not.toBeNull();
  });
});
