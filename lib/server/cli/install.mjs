// Installs what package-lock.json names. Uses Node's own modules only, because nothing is installed yet.
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runCommand } from "./run-command.mjs";

/** @typedef {{ version?: string, dev?: boolean, optional?: boolean, devOptional?: boolean }} LockedPackage */
/** @typedef {{ packages: Record<string, LockedPackage & Record<string, unknown>> }} LockFile */

/**
 * What a tree of packages is for: to serve (build, load data, answer), or to work on the project (test and measure it)
 * as well, which takes the development packages.
 * @typedef {"serve" | "develop"} Purpose
 */

/**
 * Tells whether node_modules serves the purpose: each package that package-lock.json names for it is there in the
 * version named, and none that the lock file does not know. npm writes its own record of the tree at the very end of an
 * install, so an install that was interrupted is seen as none.
 * @param {string} root
 * @param {Purpose} purpose
 */
export function isInstalled(root, purpose) {
  const tree = readLockFile(join(root, "node_modules/.package-lock.json"));
  const lock = readLockFile(join(root, "package-lock.json"));
  if (tree === null || lock === null) return false;
  const manifest = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  for (const group of ["dependencies", "devDependencies"]) {
    if (!isSameTable(manifest[group], lock.packages[""]?.[group])) return false;
  }
  for (const [path, locked] of Object.entries(lock.packages)) {
    // Which optional packages belong here depends on the system.
    if (path === "" || locked.optional || locked.devOptional || (locked.dev && purpose === "serve")) continue;
    if (tree.packages[path]?.version !== locked.version) return false;
  }
  return Object.entries(tree.packages).every(([path, found]) => lock.packages[path]?.version === found.version);
}

/**
 * Makes node_modules what package-lock.json names for the purpose. A tree that has the development packages keeps
 * them, since whoever installed them works on the project. To a tree that serves they are added, and what is there is
 * left alone: a server may run on it. Throws an Error that says what to do when npm fails.
 * @param {string} root
 * @param {Purpose} purpose
 */
export async function install(root, purpose) {
  const command = isInstalled(root, "serve") ? ["install", "--no-save"] : ["ci"];
  const development = purpose === "develop" || hasDevelopmentPackages(root) ? "--include=dev" : "--omit=dev";
  // No install script is run: those of this tree only fetch binaries that are never used.
  const args = [...command, development, "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const npm = process.env.npm_execpath;
  const [program, prefix] = npm ? [process.execPath, [npm]] : [process.platform === "win32" ? "npm.cmd" : "npm", []];
  const { status } = await runCommand(program, [...prefix, ...args], {
    cwd: root,
    output: "show on stderr",
    // Which packages come is settled here, whatever the shell says of production.
    environment: { NODE_ENV: undefined },
  });
  if (status !== 0) {
    throw new Error(
      `The packages could not be installed: npm ${command[0]} ended with status ${status}; its own words are above.\n` +
        "Check that the package registry can be reached (npm ping) and that the disk is not full, then run the " +
        "command again.",
    );
  }
}

/** @param {string} root */
function hasDevelopmentPackages(root) {
  const tree = readLockFile(join(root, "node_modules/.package-lock.json"));
  return tree !== null && Object.values(tree.packages).some(({ dev }) => dev);
}

/**
 * @param {string} path
 * @returns {LockFile | null}
 */
function readLockFile(path) {
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : null;
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
