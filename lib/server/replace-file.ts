import "server-only";
import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { open, readdir, rename, rm, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** How a file is replaced. */
export interface ReplaceOptions {
  /**
   * What is on the disk when it settles. Without the name a power failure may leave the old file, without the content
   * an empty or cut one.
   */
  readonly flush: "content and name" | "content" | "nothing";
  /** Permissions of the file; those of the process when absent. */
  readonly mode?: number;
}

/**
 * Writes a file beside its place and renames it: whoever reads sees the old file or the new one, whole, also after the
 * process is killed. Rejects as the file system does, with nothing left beside the place.
 */
export async function replaceFile(path: string, content: string | Uint8Array, options: ReplaceOptions): Promise<void> {
  const draft = nameDraft(path);
  try {
    const handle = await open(draft, "wx", options.mode);
    try {
      await handle.writeFile(content);
      if (options.flush !== "nothing") await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, path);
    if (options.flush === "content and name") await syncFolder(dirname(path));
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** As replaceFile without a flush, for what must not be interrupted by other work of this process. */
export function replaceFileSync(path: string, content: string): void {
  const draft = nameDraft(path);
  try {
    writeFileSync(draft, content, { flag: "wx" });
    renameSync(draft, path);
  } catch (error) {
    rmSync(draft, { force: true });
    throw error;
  }
}

/** Removes the drafts of processes that were killed: those that nobody has written to for so long. */
export async function removeDrafts(folder: string, ageMsMin: number): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(draftEnding)) continue;
    const path = join(folder, name);
    // Another process may remove it, or give it its name, at this moment.
    const stats = await stat(path).catch(() => null);
    // File systems count fractions of a millisecond, and the clock does not.
    if (stats !== null && Date.now() - Math.floor(stats.mtimeMs) >= ageMsMin) await rm(path, { force: true });
  }
}

const draftEnding = ".tmp";

/** Hidden, so that no draft is taken for a source file. */
function nameDraft(path: string): string {
  const token = `${process.pid}-${randomBytes(6).toString("hex")}`;
  return join(dirname(path), `.${basename(path)}.${token}${draftEnding}`);
}

/** Makes the rename itself durable. Windows cannot open folders, and does not need it. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
