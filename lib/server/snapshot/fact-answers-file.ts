import "server-only";
import { join } from "node:path";
import { type FactAnswers, factAnswersSchema } from "#lib/coverage/fact-answers";
import { readRegularText } from "#lib/server/read-file";
import { replaceFile } from "#lib/server/replace-file";
import { assert } from "#lib/util/assert";
import { isSnapshotHash } from "./snapshot-file";

/** Some 100 bytes a fact and company. */
const maxBytes = 256 * 1024 * 1024;

/** Writes what lies behind the facts of a snapshot, beside its columns. It appears whole or not at all. */
export async function writeFactAnswers(home: string, hash: string, answers: FactAnswers): Promise<void> {
  await replaceFile(getPath(home, hash), `${JSON.stringify(answers)}\n`, { flush: "content and name" });
}

/**
 * What lies behind the facts of a snapshot. Null when there is no such file (a snapshot of an earlier version) or it is
 * damaged: the measurement of tags is then absent, and nothing else.
 */
export async function readFactAnswers(home: string, hash: string): Promise<FactAnswers | null> {
  if (!isSnapshotHash(hash)) return null;
  let text: string;
  try {
    text = await readRegularText(getPath(home, hash), maxBytes);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  try {
    return factAnswersSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function getPath(home: string, hash: string): string {
  assert(isSnapshotHash(hash), "a snapshot's hash has 64 hexadecimal digits");
  return join(home, "snapshots", `snapshot-${hash}.answers.json`);
}
