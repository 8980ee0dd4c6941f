import "server-only";
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import { BackupError } from "./backup-error";

/** The first line of a backup. The rows follow, a line each, by table in this order; the last line is their sum. */
const headerSchema = z.strictObject({
  backup: z.literal("ballast"),
  version: z.literal(1),
  madeAt: z.iso.datetime(),
  migrations: z.array(z.string().max(200)).max(10_000),
  tables: z.array(z.strictObject({ name: z.string().min(1).max(63), rows: z.int().nonnegative() })).max(1_000),
});

/** The first line of a backup in a form that this version does not know. */
const laterSchema = z.looseObject({ backup: z.literal("ballast"), version: z.int().min(2) });

const sumSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/) });

export type BackupHeader = z.infer<typeof headerSchema>;

/** The sum over the lines that were added, each with its end. */
export function createSum(): { add(line: string): void; finish(): string } {
  const hash = createHash("sha256");
  return { add: (line) => void hash.update(line).update("\n"), finish: () => hash.digest("hex") };
}

function refuse(path: string, what: string): BackupError {
  return new BackupError(`${path} ${what} Nothing was changed. Take another copy of the backup.`);
}

function parseLine<Value>(schema: z.ZodType<Value>, line: string | undefined): Value | null {
  try {
    const result = schema.safeParse(JSON.parse(line ?? ""));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** The lines of a backup. Throws BackupError where the file cannot be read or its compression is damaged. */
async function* readLines(path: string): AsyncGenerator<string> {
  const text = createGunzip();
  // The error reaches the reader of the lines through the stream that it reads.
  pipeline(createReadStream(path), text, () => undefined);
  const failed = new Promise<never>((_, reject) => text.once("error", reject));
  failed.catch(() => undefined);
  const lines = createInterface({ input: text, crlfDelay: Number.POSITIVE_INFINITY })[Symbol.asyncIterator]();
  try {
    for (;;) {
      const next = await Promise.race([lines.next(), failed]);
      if (next.done) break;
      yield next.value;
    }
    if (text.errored) throw text.errored;
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw "code" in error && error.code === "ENOENT"
      ? new BackupError(`There is no file ${path}.`)
      : refuse(path, `cannot be read as a backup (${error.message}).`);
  } finally {
    text.destroy();
  }
}

/** Reads a backup once from end to end: its header, where every row is there as it was written. Throws BackupError. */
export async function verifyBackup(path: string): Promise<BackupHeader> {
  const sum = createSum();
  let header: BackupHeader | null = null;
  let last: string | undefined;
  let count = 0;
  for await (const line of readLines(path)) {
    if (count === 0) {
      header = parseLine(headerSchema, line);
      if (!header && parseLine(laterSchema, line)) {
        throw new BackupError(
          `${path} was made by a newer version of Ballast. Nothing was changed. Restore it with that version.`,
        );
      }
      if (!header) throw refuse(path, "is no backup of Ballast.");
    }
    if (last !== undefined) sum.add(last);
    last = line;
    count += 1;
  }
  if (!header) throw refuse(path, "is empty.");
  const rows = header.tables.reduce((total, table) => total + table.rows, 0);
  const end = parseLine(sumSchema, last);
  if (!end || count !== rows + 2) throw refuse(path, "is cut short or has rows too many.");
  if (end.sha256 !== sum.finish()) throw refuse(path, "is damaged: its rows are not those that were written.");
  return header;
}

/** The rows of a verified backup, a JSON text each, with their table. */
export async function* readRows(
  path: string,
  { tables }: BackupHeader,
): AsyncGenerator<{ readonly table: string; readonly row: string }> {
  const lines = readLines(path);
  await lines.next();
  for (const { name, rows } of tables) {
    for (let index = 0; index < rows; index += 1) {
      const next = await lines.next();
      if (next.done) throw refuse(path, "became shorter while it was read.");
      yield { table: name, row: next.value };
    }
  }
  await lines.return(undefined);
}
