// A process of its own for the tests of the lock and of sudden death. Says one line when it is ready.

import { takeProcessLock } from "#lib/server/db/connection/process-lock";
import { type Database, getDatabase, openDatabase } from "#lib/server/db/database";
import { storeEndlessly } from "./db-writer";

const [task, folder] = process.argv.slice(2);
const say = (line: string) => process.stdout.write(`${line}\n`);
const untilTold = () => new Promise<void>((resolve) => process.stdin.once("data", () => resolve()));
/** The server of DATABASE_URL where one is given, else the embedded database in the folder. */
const open = (): Promise<Database> =>
  openDatabase({ home: String(folder), databaseUrl: process.env["DATABASE_URL"] ?? null });

const tasks: Record<string, () => Promise<void>> = {
  hold: async () => {
    await open();
    say("open");
    await untilTold();
    process.exit(0);
  },
  share: async () => {
    await getDatabase();
    say("open");
    await untilTold();
  },
  lock: async () => {
    say("ready");
    await untilTold();
    try {
      takeProcessLock(String(folder), "the folder");
      say("won");
    } catch (error) {
      say(`lost: ${error instanceof Error ? error.message : error}`);
    }
    process.stdin.resume();
  },
  write: async () => storeEndlessly(await open(), (count) => say(`stored ${count}`)),
};

await tasks[String(task)]?.();
