import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statfsSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A disk of its own, which may be filled and made read-only. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes all room but so many bytes. */
  fill(leftBytes: number): void;
  /** Gives the room back. */
  empty(): void;
  makeReadOnly(): void;
}

function run(command: string, args: readonly string[]): boolean {
  const asRoot = process.getuid?.() === 0 ? [command, ...args] : ["sudo", "-n", command, ...args];
  const [program = "", ...rest] = asRoot;
  return spawnSync(program, rest, { stdio: "ignore" }).status === 0;
}

/**
 * A disk of so many MB in memory, gone when the test ends. Null where this user may not mount one (outside Linux, or
 * without sudo): only a disk of its own can be full.
 */
export function mountSmallDisk(sizeMb: number): SmallDisk | null {
  if (process.platform !== "linux") return null;
  const folder = mkdtempSync(join(tmpdir(), "ballast-disk-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  if (!run("mount", ["-t", "tmpfs", "-o", `size=${sizeMb}m,mode=0777`, "tmpfs", folder])) return null;
  onTestFinished(() => void run("umount", ["--lazy", folder]));
  const filler = join(folder, "filler");
  return {
    folder,
    fill: (leftBytes) => {
      const { bavail, bsize } = statfsSync(folder);
      writeFileSync(filler, Buffer.alloc(Math.max(0, bavail * bsize - leftBytes)));
    },
    empty: () => rmSync(filler, { force: true }),
    makeReadOnly: () => {
      if (!run("mount", ["-o", "remount,ro", folder])) throw new Error("The disk could not be made read-only.");
    },
  };
}
