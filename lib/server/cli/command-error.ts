import "server-only";

/** A failure that the user of a command line can do something about: its message says what, where and what to do. */
export class CommandError extends Error {
  override readonly name = "CommandError";
}

/** Prints what stopped a command: the sentence when it was foreseen, the whole error when it is a bug. */
export function reportFailure(error: unknown): void {
  const isForeseen = error instanceof CommandError || (error instanceof Error && foreseenNames.has(error.name));
  console.error(isForeseen ? `\n${error.message}` : error);
}

const foreseenNames = new Set([
  "EnvironmentError",
  "FolderLockedError",
  "DatabaseFolderError",
  "MigrationError",
  "DatabaseUnreachableError",
  "RunInProgressError",
  "IngestError",
]);
