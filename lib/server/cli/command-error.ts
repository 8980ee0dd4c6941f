import "server-only";
import { DatabaseFaultError } from "#lib/server/db/connection/database-fault";
import { describeFileFault } from "#lib/server/file-fault";

/** A failure that the user of a command line can do something about: its message says what, where and what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Prints what stopped a command: the sentence when it was foreseen, the whole error when it is a bug. */
export function reportFailure(error: unknown): void {
  const sentence = describeFailure(error);
  console.error(sentence === null ? error : `\n${sentence}`);
}

/** What stopped a command, as a sentence; null for a bug. */
export function describeFailure(error: unknown): string | null {
  if (error instanceof DatabaseFaultError) return error.advice;
  if (error instanceof CommandError || (error instanceof Error && foreseenNames.has(error.name))) return error.message;
  return describeFileFault(error);
}

const foreseenNames = new Set([
  "EnvironmentError",
  "FolderLockedError",
  "DatabaseFolderError",
  "MigrationError",
  "RunInProgressError",
  "IngestError",
  "BackupError",
  "EvidenceStoreError",
]);
