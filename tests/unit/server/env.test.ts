import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { Client } from "pg";
import { afterEach, expect, onTestFinished, test, vi } from "vitest";
import { EnvironmentError, getAuthSecret, getEnvironment } from "#lib/server/env";
import { listAddresses } from "#lib/server/ingest/live/live-address";

const root = join(import.meta.dirname, "../../..");
const secret = "0123456789abcdef0123456789abcdef";

afterEach(() => vi.unstubAllEnvs());

function makeHome(): string {
  const home = mkdtempSync(join(tmpdir(), "ballast-test-"));
  onTestFinished(() => rmSync(home, { recursive: true, force: true }));
  vi.stubEnv("BALLAST_HOME", home);
  vi.stubEnv("NEXTAUTH_SECRET", "");
  vi.stubEnv("AUTH_SECRET", "");
  return home;
}

test("without any variable there is the embedded database in the project", () => {
  for (const name of [
    "BALLAST_HOME",
    "DATABASE_URL",
    "DATABASE_HOST",
    "PORT",
    "NEXTAUTH_URL",
    "AUTH_URL",
    "LOG_LEVEL",
    "CI",
  ]) {
    vi.stubEnv(name, undefined);
  }
  expect(getEnvironment()).toMatchObject({
    root,
    home: join(root, ".ballast"),
    databaseUrl: null,
    port: 3000,
    publicUrl: null,
    logLevel: "info",
    isBuild: false,
    isCi: false,
  });
});

test("what is given is read anew at each call, and a blank variable counts as absent", () => {
  vi.stubEnv("PORT", "4000");
  vi.stubEnv("DATABASE_URL", "postgresql://ballast:secret@db:5432/ballast");
  vi.stubEnv("NEXTAUTH_URL", "https://ballast.example.com/");
  vi.stubEnv("BALLAST_HOME", "elsewhere");
  vi.stubEnv("CI", "true");
  vi.stubEnv("LOG_LEVEL", " ");
  expect(getEnvironment()).toMatchObject({
    port: 4000,
    databaseUrl: "postgresql://ballast:secret@db:5432/ballast",
    publicUrl: "https://ballast.example.com",
    home: join(process.cwd(), "elsewhere"),
    isCi: true,
    logLevel: "info",
  });
  vi.stubEnv("PORT", "4001");
  expect(getEnvironment().port).toBe(4001);
});

test("every variable that cannot be used is named with what it must be, and its value is not repeated", () => {
  vi.stubEnv("PORT", "70000");
  vi.stubEnv("DATABASE_URL", "mysql://root:hunter2@db/x");
  vi.stubEnv("TRUSTED_PROXIES", "10.0.0.0/8");
  vi.stubEnv("AUTH_SECRET", "short");
  const read = () => getEnvironment();
  expect(read).toThrow(EnvironmentError);
  expect(read).toThrow("PORT must be a whole number from 1 to 65535");
  expect(read).toThrow("DATABASE_URL must be an address such as postgresql://");
  expect(read).toThrow("AUTH_SECRET must have at least 32 characters");
  expect(read).not.toThrow("hunter2");
});

test("live data are fetched from addresses of the web alone", () => {
  vi.stubEnv("EDGAR_DATA_URL", "https://mirror.test/edgar");
  expect(getEnvironment().liveAddresses).toMatchObject({ edgarData: "https://mirror.test/edgar" });
  vi.stubEnv("HOLDINGS_URL", "https://a.test/IWM.csv https://b.test/IWM.csv");
  const { holdings, hosts } = listAddresses(getEnvironment().liveAddresses);
  expect(holdings.map(({ host }) => host)).toEqual(["a.test", "b.test"]);
  expect(hosts).toContain("b.test");
  vi.stubEnv("HOLDINGS_URL", "https://a.test/IWM.csv file:///etc/passwd");
  expect(() => getEnvironment()).toThrow("HOLDINGS_URL must be an address that begins with https:// or http://");
  vi.stubEnv("HOLDINGS_URL", "file:///etc/passwd");
  expect(() => getEnvironment()).toThrow("HOLDINGS_URL must be an address that begins with https:// or http://");
});

test("the secret that was given is used, else one is made once, for its owner's eyes only", () => {
  const home = makeHome();
  const made = getAuthSecret();
  expect(made.length).toBeGreaterThanOrEqual(43);
  expect(getAuthSecret()).toBe(made);
  expect(readFileSync(join(home, "secret"), "utf8")).toBe(made);
  expect(statSync(join(home, "secret")).mode & 0o777).toBe(0o600);
  const other = makeHome();
  writeFileSync(join(other, "secret"), secret, { mode: 0o644 });
  expect(getAuthSecret()).toBe(secret);
  expect(statSync(join(other, "secret")).mode & 0o777).toBe(0o600);
  vi.stubEnv("AUTH_SECRET", secret);
  expect(getAuthSecret()).toBe(secret);
});

test("a secret file that was damaged is refused, and its path and the remedy are named", () => {
  const home = makeHome();
  writeFileSync(join(home, "secret"), "abc");
  expect(() => getAuthSecret()).toThrow(`The secret in ${join(home, "secret")} is shorter than 32 characters`);
});

test("the parts of a database's address may have any characters that an environment can hold", () => {
  const text = fc
    .string({ unit: "binary", minLength: 1 })
    .filter((given) => !given.includes("\0") && given.trim() !== "");
  vi.stubEnv("DATABASE_URL", "");
  fc.assert(
    fc.property(text, text, fc.constantFrom("db", "db.example.com", "10.0.0.1", "fd00::1"), (user, password, host) => {
      vi.stubEnv("DATABASE_HOST", host);
      vi.stubEnv("DATABASE_PORT", "6543");
      vi.stubEnv("DATABASE_USER", user);
      vi.stubEnv("DATABASE_PASSWORD", password);
      vi.stubEnv("DATABASE_NAME", "ballast");
      const { databaseUrl } = getEnvironment();
      const read = new Client({ connectionString: databaseUrl ?? "" });
      expect([read.user, read.password, read.host, read.port, read.database]).toEqual([
        user,
        password,
        host,
        6543,
        "ballast",
      ]);
      // Messages tell the place from the same address.
      expect(new URL(databaseUrl ?? "").hostname.replace(/^\[|\]$/g, "")).toBe(host);
    }),
    {
      examples: ["p@ss/word", "a:b", "50%", "#1?", " ", "é€😀", "%41", "a b&c=d"].map((each) => [
        "ballast",
        each,
        "db",
      ]),
    },
  );
});

test("DATABASE_URL goes before the parts, and parts without a host are none", () => {
  vi.stubEnv("DATABASE_HOST", "db");
  vi.stubEnv("DATABASE_URL", "postgresql://a@b/c");
  expect(getEnvironment().databaseUrl).toBe("postgresql://a@b/c");
  vi.stubEnv("DATABASE_URL", "");
  expect(getEnvironment().databaseUrl).toBe("postgresql://postgres@db:5432/postgres");
  vi.stubEnv("DATABASE_PASSWORD", "");
  expect(new Client({ connectionString: getEnvironment().databaseUrl ?? "" }).database).toBe("postgres");
  vi.stubEnv("DATABASE_HOST", "");
  vi.stubEnv("DATABASE_PASSWORD", "secret");
  expect(getEnvironment().databaseUrl).toBeNull();
});

test("a part that would end another one is refused by name", () => {
  vi.stubEnv("DATABASE_HOST", "db/other");
  vi.stubEnv("DATABASE_NAME", "a?b");
  vi.stubEnv("DATABASE_PORT", "0");
  const read = () => getEnvironment();
  expect(read).toThrow("DATABASE_HOST must be the name or the address of a host");
  expect(read).toThrow("DATABASE_PORT must be a whole number from 1 to 65535");
  expect(read).toThrow("DATABASE_NAME must be the name of a database");
  expect(read).not.toThrow("db/other");
});
