import "server-only";

/** Why a backup cannot be written or restored: what, where and what to do, for the person who asked. */
export class BackupError extends Error {
  override readonly name = "BackupError";
}
