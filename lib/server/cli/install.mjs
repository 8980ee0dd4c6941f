// Installs what package-lock.json names. Uses Node's own modules only, because nothing is installed yet.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./run-command.mjs";

/** @typedef {{ version?: string, optional?: boolean, devOptional?: boolean, link?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage & Record<string, unknown>> }} LockFile */

/**
 * Tells whether node_modules holds exactly what package-lock.json names. npm writes its own record of the tree at the
 * very end of an install, so an install that was interrupted is seen as none.
 * @param {string} root
 */
export function isInstalled(root) {
  const record = join(root, "node_modules/.package-lock.json");
  if (!existsSync(record)) return false;
  /** @type {LockFile} */
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"));
  /** @type {LockFile} */
  const tree = JSON.parse(readFileSync(record, "utf8"));
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const group of ["dependencies", "devDependencies"]) {
    if (!isSameTable(manifest[group], lock.packages[""]?.[group])) return false;
  }
  for (const [path, locked] of Object.entries(lock.packages)) {
    if (path === "" || locked.optional || locked.devOptional) continue;
    if (tree.packages[path]?.version !== locked.version) return false;
  }
  return Object.entries(tree.packages).every(([path, found]) => lock.packages[path]?.version === found.version);
}

/**
 * Makes node_modules what package-lock.json names. Throws an Error that says what to do when npm fails.
 * @param {string} root
 */
export async function install(root) {
  // No install script is run: those of this tree only fetch binaries that are never used.
  const args = ["ci", "--ignore-scripts", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const [command, prefix] = npm ? [process.execPath, [npm]] : [process.platform === "win32" ? "npm.cmd" : "npm", []];
  const { status } = await runCommand(command, [...prefix, ...args], {
    cwd: root,
    output: "show on stderr",
    // The install must bring the development packages too, whatever the shell says of production.
    environment: { NODE_ENV: undefined },
  });
  if (status !== 0) {
    throw new Error(
      `The packages could not be installed: npm ci ended with status ${status}; its own words are above.\n` +
        "Check that the package registry can be reached (npm ping) and that the disk is not full, then run the " +
        "command again.",
    );
  }
}

/**
 * @param {Record<string, string> | undefined} left
 * @param {unknown} right
 */
function isSameTable(left = {}, right = {}) {
  const other = /** @type {Record<string, string>} */ (right);
  const names = Object.keys(left);
  return names.length === Object.keys(other).length && names.every((name) => left[name] === other[name]);
}
