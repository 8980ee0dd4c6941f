// The first thing that every npm script of the project runs: it brings the checkout into a state in which TypeScript
// can run, then hands over to a command. Uses Node's own modules only, because nothing is installed yet.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { install, isInstalled } from "./install.mjs";
import { forwardSignals, getStatus } from "./run-command.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** npm script -> file, and the arguments that the script stands for. */
const commands = /** @type {const} */ ({
  up: ["lib/server/cli/up.ts"],
  dev: ["lib/server/cli/up.ts", "--dev"],
  test: ["lib/server/cli/test.ts"],
  ingest: ["lib/server/cli/ingest.ts"],
  screen: ["lib/server/cli/screen.ts"],
  explain: ["lib/server/cli/explain.ts"],
  coverage: ["lib/server/cli/coverage.ts"],
  bench: ["tests/bench/bench.ts"],
});

/** Flags of commands that take a path. */
const pathFlags = ["--from", "--holdings"];

/** Nothing but the package registry is ever asked for anything. */
const quiet = {
  NEXT_TELEMETRY_DISABLED: "1",
  CHECKPOINT_DISABLE: "1",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  NPM_CONFIG_UPDATE_NOTIFIER: "false",
  BASELINE_BROWSER_MAPPING_IGNORE_OLD_DATA: "true",
};

/** @param {readonly string[]} args */
async function main([name = "", ...args]) {
  const command = Object.hasOwn(commands, name) ? commands[/** @type {keyof typeof commands} */ (name)] : undefined;
  if (!command) {
    throw new Error(`"${name}" is not a command. There are: ${Object.keys(commands).join(", ")}.`);
  }
  requireNode();
  Object.assign(process.env, quiet);
  await prepareCheckout();
  const [file, ...standing] = command;
  return runTypeScript(file, [
    ...standing,
    ...resolvePaths(args, name === "bench" ? [...pathFlags, "--json"] : pathFlags),
  ]);
}

function requireNode() {
  const { engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  const [major = 0, minor = 0] = engines.node.match(/\d+/g).map(Number);
  const [ownMajor = 0, ownMinor = 0] = process.versions.node.split(".").map(Number);
  if (ownMajor > major || (ownMajor === major && ownMinor >= minor)) return;
  throw new Error(
    `Ballast needs Node ${major}.${minor} or newer and this is ${process.version}. Install a current Node, then run ` +
      "the command again.",
  );
}

async function prepareCheckout() {
  if (!isInstalled(root)) {
    const startedAt = Date.now();
    process.stderr.write("Installing the packages that package-lock.json names. A first time takes a minute or two.\n");
    await install(root);
    process.stderr.write(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.\n`);
  }
  const { generateClient } = await import("../db/generate.mjs");
  if (generateClient()) process.stderr.write("Database client generated.\n");
}

/**
 * npm runs a script in the project's folder, while the user means the folder they stand in.
 * @param {readonly string[]} args
 * @param {readonly string[]} options Those with a path as their value.
 */
function resolvePaths(args, options) {
  const folder = process.env.INIT_CWD ?? process.cwd();
  return args.map((arg, index) => {
    if (options.includes(args[index - 1] ?? "") && !arg.startsWith("--")) return resolve(folder, arg);
    const option = options.find((name) => arg.startsWith(`${name}=`));
    return option === undefined ? arg : `${option}=${resolve(folder, arg.slice(option.length + 1))}`;
  });
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @returns {Promise<number>}
 */
function runTypeScript(file, args) {
  const path = join(root, file);
  if (!existsSync(path)) throw new Error(`This checkout lacks ${path}. Restore it (git status tells), then try again.`);
  // Outside Next, the package server-only lets a module through on the condition react-server alone.
  const child = spawn(process.execPath, ["--conditions=react-server", "--import", "tsx", path, ...args], {
    cwd: root,
    // The command learns of the end of this process through the channel, even when this process is killed.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  forwardSignals(child);
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => settle(getStatus(code, signal)));
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
