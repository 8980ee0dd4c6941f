import "server-only";
// The default export, so that a test can watch what is written through to the disk.
import fs from "node:fs";
import type { PGlite } from "@electric-sql/pglite";
import { NodeFS } from "@electric-sql/pglite/nodefs";

/** What Emscripten knows of an open file of the machine. */
interface OpenFile {
  readonly nfd?: number | null;
  readonly node: unknown;
}

/** The parts of Emscripten's NODEFS that PGlite's types leave out. */
interface MachineFiles {
  readonly stream_ops: { fsync?: (file: OpenFile) => number };
  realPath(node: unknown): string;
  convertNodeCode(error: unknown): number;
}

type EngineOptions = Parameters<NodeFS["init"]>[1];

/** PGlite starts PostgreSQL with fsync off; these start it as a server does. fdatasync does nothing in WebAssembly. */
export function listDurableStartParams(defaults: readonly string[]): string[] {
  return [...defaults.filter((parameter) => parameter !== "-F"), "-c", "wal_sync_method=fsync"];
}

/**
 * PGlite's file system on a folder of the machine, with fsync carried out. Emscripten answers an fsync with success and
 * does nothing, so a power failure could lose what was said to be saved, or damage the database.
 */
export class DurableFileSystem extends NodeFS {
  override async init(pg: PGlite, options: EngineOptions): ReturnType<NodeFS["init"]> {
    const { emscriptenOpts } = await super.init(pg, options);
    const enableSync: NonNullable<EngineOptions["preRun"]>[number] = (engine) => {
      const files = engine.FS.filesystems.NODEFS as unknown as MachineFiles;
      files.stream_ops.fsync = (file) => {
        try {
          syncFile(files, file);
          return 0;
        } catch (error) {
          throw new engine.FS.ErrnoError(files.convertNodeCode(error));
        }
      };
    };
    return { emscriptenOpts: { ...emscriptenOpts, preRun: [...(emscriptenOpts.preRun ?? []), enableSync] } };
  }
}

function syncFile(files: MachineFiles, file: OpenFile): void {
  if (typeof file.nfd === "number") {
    fs.fsyncSync(file.nfd);
    return;
  }
  // A folder: Emscripten opens none on the machine. Windows refuses to, and writes folders through by itself.
  if (process.platform === "win32") return;
  const descriptor = fs.openSync(files.realPath(file.node), "r");
  try {
    fs.fsyncSync(descriptor);
  } finally {
    fs.closeSync(descriptor);
  }
}
