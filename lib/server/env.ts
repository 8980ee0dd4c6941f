import "server-only";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  constants,
  copyFileSync,
  existsSync,
  linkSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";
import { getSingleton } from "#lib/util/singleton.mjs";
import { describeFileFault, makeFolders } from "./file-fault";
import { readRegularTextSync } from "./read-file";

/** What the process was told from outside. Read anew at each call, so that nothing is decided at import. */
export interface Environment {
  /** Folder that holds package.json. */
  readonly root: string;
  /** Folder of the embedded database, the snapshots and the generated secrets (BALLAST_HOME). */
  readonly home: string;
  /**
   * Address of a PostgreSQL server, or null for the embedded database: DATABASE_URL, else put together from DATABASE_HOST,
   * DATABASE_PORT, DATABASE_USER, DATABASE_PASSWORD and DATABASE_NAME, whatever characters these have.
   */
  readonly databaseUrl: string | null;
  /** Address of a PostgreSQL server on which tests may create databases, or null (TEST_DATABASE_URL). */
  readonly testDatabaseUrl: string | null;
  /** Folder of Next's build, inside the root (BALLAST_DIST, which next.config.ts reads as well). */
  readonly dist: string;
  readonly port: number;
  /** Address under which visitors reach the application, without a slash at the end (NEXTAUTH_URL or AUTH_URL). */
  readonly publicUrl: string | null;
  /** How many proxies stand before the server, each of which adds to X-Forwarded-For whom it answers (TRUSTED_PROXIES). */
  readonly trustedProxies: number;
  /** Folder of real input for tests and for the first load (BALLAST_SOURCES, else ../shared/data), null when absent. */
  readonly sources: string | null;
  /** Who answers for requests to EDGAR, as its fair-access rule asks (CONTACT). */
  readonly contact: string | null;
  /** Where live data are fetched, for those that are not to come from the usual address. */
  readonly liveAddresses: {
    /** In place of data.sec.gov (EDGAR_DATA_URL). */
    readonly edgarData: string | null;
    /** In place of www.sec.gov (EDGAR_FILES_URL). */
    readonly edgarFiles: string | null;
    /** The holdings CSV of the fund that is screened; of several, parted by blanks, the first that has it (HOLDINGS_URL). */
    readonly holdings: string | null;
    /** The holdings CSV of the fund it is compared with, likewise (COMPARISON_HOLDINGS_URL). */
    readonly comparisonHoldings: string | null;
    /** The holdings CSV of the fund of the S&P 600, likewise (SMALL_CAP_HOLDINGS_URL). */
    readonly smallCapHoldings: string | null;
    /** A rate series as CSV; the series is added as `id` (RATES_URL). */
    readonly rates: string | null;
  };
  readonly logLevel: "fatal" | "error" | "warn" | "info" | "debug" | "trace" | "silent";
  readonly isProduction: boolean;
  /** True while `next build` runs, which must not touch the database. */
  readonly isBuild: boolean;
  readonly isCi: boolean;
}

const blankAsAbsent = (value: unknown) => (typeof value === "string" && value.trim() === "" ? undefined : value);
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blankAsAbsent, schema.optional());
const url = (protocols: readonly string[], expectation: string) =>
  z.string().refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), { error: expectation });

const postgresqlUrl = url(
  ["postgres:", "postgresql:"],
  "must be an address such as postgresql://user:password@host:5432/database (a password with other characters than " +
    "letters and digits goes into DATABASE_PASSWORD, beside DATABASE_HOST)",
);
/** A name or an address of IPv4 or IPv6: nothing that could end the host's part of an address. */
const hostPattern = /^[\w.:-]+$/;
/** The reader of addresses decodes no character of a database's name that would part it. */
const databaseNamePattern = /^[\w.-]+$/;
const webUrl = url(["http:", "https:"], "must be an address that begins with https:// or http://");
const webUrls = z.string().refine(
  (text) =>
    text
      .trim()
      .split(/\s+/)
      .every((part) => webUrl.safeParse(part).success),
  {
    error: "must be an address that begins with https:// or http://, or several, parted by blanks",
  },
);
const secretLengthMin = 32;
/** Of its file. */
const secretBytesMax = 64 * 1024;
const trustedProxiesMax = 16;
const variables = z.object({
  BALLAST_HOME: optional(z.string()),
  BALLAST_DIST: optional(z.string()),
  DATABASE_URL: optional(postgresqlUrl),
  DATABASE_HOST: optional(z.string().regex(hostPattern)),
  DATABASE_PORT: optional(z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(65535))),
  DATABASE_USER: optional(z.string()),
  // Blanks may be part of a password.
  DATABASE_PASSWORD: z.string().optional(),
  DATABASE_NAME: optional(z.string().regex(databaseNamePattern)),
  TEST_DATABASE_URL: optional(postgresqlUrl),
  PORT: optional(z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(1).max(65535))),
  TRUSTED_PROXIES: optional(z.string().regex(/^\d+$/).transform(Number).pipe(z.int().max(trustedProxiesMax))),
  NEXTAUTH_URL: optional(url(["http:", "https:"], "must be an address such as https://ballast.example.com")),
  AUTH_URL: optional(url(["http:", "https:"], "must be an address such as https://ballast.example.com")),
  NEXTAUTH_SECRET: optional(z.string().min(secretLengthMin)),
  AUTH_SECRET: optional(z.string().min(secretLengthMin)),
  BALLAST_SOURCES: optional(z.string()),
  CONTACT: optional(z.string()),
  EDGAR_DATA_URL: optional(webUrl),
  EDGAR_FILES_URL: optional(webUrl),
  HOLDINGS_URL: optional(webUrls),
  COMPARISON_HOLDINGS_URL: optional(webUrls),
  SMALL_CAP_HOLDINGS_URL: optional(webUrls),
  RATES_URL: optional(webUrl),
  LOG_LEVEL: optional(z.enum(["fatal", "error", "warn", "info", "debug", "trace", "silent"])),
  NODE_ENV: optional(z.string()),
  NEXT_PHASE: optional(z.string()),
  CI: optional(z.string()),
});
type Variables = z.infer<typeof variables>;
const variableNames = Object.keys(variables.shape);

const expectations: Partial<Record<string, string>> = {
  PORT: "must be a whole number from 1 to 65535",
  DATABASE_HOST: "must be the name or the address of a host, without protocol and port",
  DATABASE_PORT: "must be a whole number from 1 to 65535",
  DATABASE_NAME: "must be the name of a database, of letters, digits and _ . -",
  TRUSTED_PROXIES: `must be the number of proxies before the server, from 0 to ${trustedProxiesMax}`,
  NEXTAUTH_SECRET: `must have at least ${secretLengthMin} characters (openssl rand -base64 32 makes one)`,
  AUTH_SECRET: `must have at least ${secretLengthMin} characters (openssl rand -base64 32 makes one)`,
  LOG_LEVEL: "must be one of fatal, error, warn, info, debug, trace, silent",
};

/** An environment variable that cannot be used. The message names each one and what it must be, never its value. */
export class EnvironmentError extends Error {
  override readonly name = "EnvironmentError";
}

/** Reads the environment. Throws EnvironmentError naming every variable that cannot be used. */
export function getEnvironment(): Environment {
  const read = readVariables();
  const root = findProjectRoot();
  return {
    root,
    home: read.BALLAST_HOME === undefined ? join(root, ".ballast") : resolve(read.BALLAST_HOME),
    databaseUrl: read.DATABASE_URL ?? buildDatabaseUrl(read),
    dist: read.BALLAST_DIST ?? ".next",
    port: read.PORT ?? 3000,
    publicUrl: (read.NEXTAUTH_URL ?? read.AUTH_URL)?.replace(/\/+$/, "") ?? null,
    trustedProxies: read.TRUSTED_PROXIES ?? 0,
    testDatabaseUrl: read.TEST_DATABASE_URL ?? null,
    // Looked for on the disk, which few want to know.
    get sources() {
      return findSources(read.BALLAST_SOURCES, root);
    },
    contact: read.CONTACT ?? null,
    liveAddresses: {
      edgarData: read.EDGAR_DATA_URL ?? null,
      edgarFiles: read.EDGAR_FILES_URL ?? null,
      holdings: read.HOLDINGS_URL ?? null,
      comparisonHoldings: read.COMPARISON_HOLDINGS_URL ?? null,
      smallCapHoldings: read.SMALL_CAP_HOLDINGS_URL ?? null,
      rates: read.RATES_URL ?? null,
    },
    logLevel: read.LOG_LEVEL ?? "info",
    isProduction: read.NODE_ENV === "production",
    isBuild: read.NEXT_PHASE === "phase-production-build",
    isCi: read.CI !== undefined && !["0", "false"].includes(read.CI),
  };
}

/** The address of the server that DATABASE_HOST names; null where none is named. */
function buildDatabaseUrl(read: Variables): string | null {
  const { DATABASE_HOST: host, DATABASE_PORT: port = 5432, DATABASE_PASSWORD: password } = read;
  if (host === undefined) return null;
  const { DATABASE_USER: user = "postgres", DATABASE_NAME: database = "postgres" } = read;
  const sender = [user, ...(password === undefined ? [] : [password])].map(encodeURIComponent).join(":");
  return `postgresql://${sender}@${host.includes(":") ? `[${host}]` : host}:${port}/${database}`;
}

/**
 * The secret that signs sessions: NEXTAUTH_SECRET or AUTH_SECRET, else one that is made once and kept in
 * BALLAST_HOME/secret, readable by its owner alone. A process keeps what it has read, so that a file that is damaged
 * while it runs ends no sessions. Throws EnvironmentError when the file is damaged or cannot be made.
 */
export function getAuthSecret(): string {
  const read = readVariables();
  const given = read.NEXTAUTH_SECRET ?? read.AUTH_SECRET;
  if (given !== undefined) return given;
  const file = join(getEnvironment().home, "secret");
  const kept = secrets.get(file);
  if (kept !== undefined) return kept;
  const secret = readSecretFile(file);
  secrets.set(file, secret);
  return secret;
}

// By file. Every bundle of the process has this module for itself.
const secrets = getSingleton("secrets", () => new Map<string, string>());

function readSecretFile(file: string): string {
  let secret: string;
  try {
    makeSecretFile(file);
    secret = readRegularTextSync(file, secretBytesMax).trim();
    // After it was read, so that the rights of a device that it leads to stay as they are.
    if ((statSync(file).mode & 0o077) !== 0) chmodSync(file, 0o600);
  } catch (error) {
    const reason = describeFileFault(error, file) ?? (error instanceof Error ? error.message : String(error));
    throw new EnvironmentError(`The secret that signs sessions cannot be read: ${reason} Or set NEXTAUTH_SECRET.`, {
      cause: error,
    });
  }
  const fault = findSecretFault(secret);
  if (fault === null) return secret;
  throw new EnvironmentError(
    `The secret in ${file} ${fault}. Delete the file to have a new one made (everybody signs in again), put the right ` +
      "one back, or set NEXTAUTH_SECRET.",
  );
}

function makeSecretFile(file: string): void {
  if (existsSync(file)) return;
  makeFolders(dirname(file));
  // Under another name first: a process that is killed, or a disk that is full, must not leave half of one.
  const draft = `${file}.${process.pid}.tmp`;
  try {
    writeFileSync(draft, randomBytes(32).toString("base64url"), { mode: 0o600 });
    linkOrCopy(draft, file);
  } catch (error) {
    // Another process was faster; its secret is the one to use.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Gives a file a second name, unless that is taken. Some file systems know no links. */
function linkOrCopy(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") throw error;
    copyFileSync(from, to, constants.COPYFILE_EXCL);
  }
}

function findSecretFault(secret: string): string | null {
  if (secret === "") return "is empty";
  if (secret.length < secretLengthMin) return `is shorter than ${secretLengthMin} characters`;
  // A text that cannot be typed is what a failing disk leaves: zeros, or pieces of another file.
  return /^[\x20-\x7e]+$/.test(secret) ? null : "is damaged: it has characters that no secret has";
}

let lastRead: { readonly given: readonly (string | undefined)[]; readonly parsed: Variables } | undefined;

/** Every request asks several times, so that variables which are as they were are not checked again. */
function readVariables(): Variables {
  const given = variableNames.map((name) => process.env[name]);
  if (lastRead?.given.every((value, index) => value === given[index])) return lastRead.parsed;
  const parsed = variables.safeParse(process.env);
  if (parsed.success) {
    lastRead = { given, parsed: parsed.data };
    return parsed.data;
  }
  const names = new Map(parsed.error.issues.map((issue) => [String(issue.path[0]), issue.message]));
  const lines = [...names].map(([name, message]) => `  ${name} ${expectations[name] ?? message}`);
  throw new EnvironmentError(`The environment cannot be used:\n${lines.join("\n")}`);
}

let projectRoot: string | undefined;

/** Bundled code does not know where its source stood, so the root is looked for upwards from the working folder. */
function findProjectRoot(): string {
  if (projectRoot !== undefined) return projectRoot;
  const start = process.cwd();
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && readManifestName(manifest) === "ballast") {
      projectRoot = folder;
      return folder;
    }
    if (dirname(folder) === folder) {
      throw new EnvironmentError(`${start} is not inside a Ballast project. Run the command in the project's folder.`);
    }
  }
}

function readManifestName(file: string): unknown {
  try {
    const manifest: unknown = JSON.parse(readFileSync(file, "utf8"));
    return typeof manifest === "object" && manifest !== null && "name" in manifest ? manifest.name : undefined;
  } catch {
    return undefined;
  }
}

function findSources(given: string | undefined, root: string): string | null {
  if (given !== undefined) return resolve(given);
  const beside = resolve(root, "../shared/data");
  return existsSync(beside) ? beside : null;
}

/**
 * Tells next-auth, which reads its settings from the environment alone, under which address visitors come: the
 * configured one, else the host that each request names.
 */
export function prepareAuthAddress(): void {
  const { publicUrl } = getEnvironment();
  if (publicUrl === null) process.env["AUTH_TRUST_HOST"] ??= "true";
  else process.env["NEXTAUTH_URL"] ??= publicUrl;
}
