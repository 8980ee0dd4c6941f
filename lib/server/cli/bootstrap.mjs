// The first thing that every npm script of the project runs: it brings the checkout into a state in which TypeScript
// can run, then hands over to a command. Uses Node's own modules only, because nothing is installed yet.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { install, isInstalled } from "./install.mjs";
import { forwardSignals, getStatus } from "./run-command.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "../../..");

/** Packages of the benchmark, which the tests need as well. */
const peers = join(root, "tests/bench/peers");

/** @typedef {{ readonly folder: string, readonly purpose: import("./install.mjs").Purpose }} Need */

/** @satisfies {Record<string, readonly Need[]>} */
const packages = {
  serving: [{ folder: root, purpose: "serve" }],
  working: [{ folder: root, purpose: "develop" }],
  measuring: [
    { folder: root, purpose: "develop" },
    { folder: peers, purpose: "serve" },
  ],
};

/**
 * npm script -> file, the arguments that the script stands for, and the packages that must be there.
 * @type {Record<string, { readonly file: string, readonly args?: readonly string[], readonly needs: readonly Need[] }>}
 */
const commands = {
  up: { file: "lib/server/cli/up.ts", needs: packages.serving },
  dev: { file: "lib/server/cli/up.ts", args: ["--dev"], needs: packages.serving },
  test: { file: "lib/server/cli/test.ts", needs: packages.measuring },
  ingest: { file: "lib/server/cli/ingest.ts", needs: packages.serving },
  screen: { file: "lib/server/cli/screen.ts", needs: packages.serving },
  explain: { file: "lib/server/cli/explain.ts", needs: packages.serving },
  stress: { file: "lib/server/cli/stress.ts", needs: packages.serving },
  coverage: { file: "lib/server/cli/coverage.ts", needs: packages.serving },
  index: { file: "lib/server/cli/index-figures.ts", needs: packages.serving },
  evidence: { file: "lib/server/cli/evidence.ts", needs: packages.serving },
  "test:long": { file: "lib/server/cli/test-long.ts", needs: packages.measuring },
  backup: { file: "lib/server/cli/backup.ts", needs: packages.serving },
  restore: { file: "lib/server/cli/restore.ts", needs: packages.serving },
  bench: { file: "tests/bench/bench.ts", needs: packages.measuring },
  format: { file: "node_modules/@biomejs/biome/bin/biome", args: ["check", "--write", "."], needs: packages.working },
  lint: { file: "node_modules/@biomejs/biome/bin/biome", args: ["check", "."], needs: packages.working },
  generate: { file: "lib/server/db/generate.mjs", needs: packages.working },
};

/** Flags of commands that take a path. */
const pathFlags = ["--from", "--holdings", "--to"];

/**
 * Those of single commands; in others the same word may take no path.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
const ownPathFlags = { bench: ["--json"], evidence: ["--json", "--quotes", "--filings"] };

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
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!command) {
    throw new Error(`"${name}" is not a command. There are: ${Object.keys(commands).join(", ")}.`);
  }
  requireNode();
  Object.assign(process.env, quiet);
  for (const { folder, purpose } of command.needs) await provide(folder, purpose);
  const given = resolvePaths(args, [...pathFlags, ...(ownPathFlags[name] ?? [])]);
  return run(command.file, [...(command.args ?? []), ...given], process.env.npm_lifecycle_event === name);
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

/**
 * @param {string} folder
 * @param {import("./install.mjs").Purpose} purpose
 */
async function provide(folder, purpose) {
  if (isInstalled(folder, purpose)) return;
  const startedAt = Date.now();
  const lockFile = join(relative(root, folder), "package-lock.json");
  process.stderr.write(`Installing the packages that ${lockFile} names. A first time takes a minute or two.\n`);
  await install(folder, purpose);
  process.stderr.write(`Packages installed in ${Math.round((Date.now() - startedAt) / 1000)} s.\n`);
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

/** How often it is looked whether npm's shell is still there. */
const parentEveryMs = 500;

/**
 * A signal to npm goes on to the shell that it has started and no further: both end, and whoever told npm to stop
 * believes that all has. So the end of the shell ends the command as the signal would have. Returns what ends the watch.
 * @param {import("node:child_process").ChildProcess} child
 */
function endWithParent(child) {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    child.kill("SIGTERM");
  }, parentEveryMs);
  return () => clearInterval(watch);
}

/**
 * @param {string} file
 * @param {readonly string[]} args
 * @param {boolean} isNpmScript True where npm has started this process for the command, through a shell.
 * @returns {Promise<number>}
 */
function run(file, args, isNpmScript) {
  const path = join(root, file);
  if (!existsSync(path)) throw new Error(`This checkout lacks ${path}. Restore it (git status tells), then try again.`);
  // Outside Next, the package server-only lets a module through on the condition react-server alone.
  const typeScript = file.endsWith(".ts") ? ["--conditions=react-server", "--import", "tsx"] : [];
  const child = spawn(process.execPath, [...typeScript, path, ...args], {
    cwd: root,
    // The command learns of the end of this process through the channel, even when this process is killed.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
  });
  forwardSignals(child);
  const stopWatching = isNpmScript ? endWithParent(child) : () => undefined;
  return new Promise((settle, reject) => {
    child.on("error", reject);
    child.on("exit", (code, signal) => {
      stopWatching();
      settle(getStatus(code, signal));
    });
  });
}

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
