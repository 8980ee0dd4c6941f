import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { requireContact, resolveContact } from "#lib/server/ingest/live/contact";

let home: string;
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), "ballast-contact-"));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

const nothing = { given: undefined, environment: null };

test("a contact that was given once is remembered, readable by its owner alone", async () => {
  expect(await resolveContact(home, { ...nothing, given: " me@fund.test " })).toBe("me@fund.test");
  expect(await resolveContact(home, nothing)).toBe("me@fund.test");
  const path = join(home, "settings.json");
  expect(statSync(path).mode & 0o077).toBe(0);
  expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({ contact: "me@fund.test" });
});

test("what is given now comes before the environment, and that before what is remembered", async () => {
  await resolveContact(home, { ...nothing, given: "kept@fund.test" });
  expect(await resolveContact(home, { given: undefined, environment: "variable@fund.test" })).toBe(
    "variable@fund.test",
  );
  expect(await resolveContact(home, { given: "now@fund.test", environment: "variable@fund.test" })).toBe(
    "now@fund.test",
  );
});

test("without a contact the error says why one is needed and how to give it", async () => {
  await expect(resolveContact(home, nothing)).rejects.toThrow(
    /EDGAR .*--contact you@example\.com.*CONTACT.*--from DIR/s,
  );
});

test("a damaged settings file is named, with what to do", async () => {
  writeFileSync(join(home, "settings.json"), "{");
  await expect(resolveContact(home, nothing)).rejects.toThrow(/settings\.json is damaged\. Delete it/);
});

test.each([
  "",
  "me",
  "me@",
  "@fund.test",
  "me@fund",
  "me@fund.test\r\nX-Header: 1",
  "a b@fund.test",
  "you@example.com",
])("%j is not taken for a contact", (text) => expect(() => requireContact(text)).toThrow(/--contact/));
