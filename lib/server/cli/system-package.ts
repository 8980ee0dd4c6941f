import "server-only";
import { existsSync } from "node:fs";
import { runCommand } from "./run-command.mjs";

/** Tells whether a package can be installed here without asking anybody: as root, with apt. */
export function canInstallSystemPackage(): boolean {
  return process.getuid?.() === 0 && existsSync("/usr/bin/apt-get");
}

/** Installs a package of the system and tells whether that worked; what apt says goes to the terminal. */
export async function installSystemPackage(root: string, name: string): Promise<boolean> {
  const environment = { DEBIAN_FRONTEND: "noninteractive" };
  const options = { cwd: root, environment, output: "show on stderr" as const };
  await runCommand("apt-get", ["-q", "update"], options);
  const { status } = await runCommand("apt-get", ["-q", "install", "-y", "--no-install-recommends", name], options);
  return status === 0;
}
