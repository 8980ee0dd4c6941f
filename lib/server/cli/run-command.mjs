// Starts other programs. Uses Node's own modules only, because the first command it runs is the install.
import { spawn } from "node:child_process";
import { constants } from "node:os";

/**
 * @typedef {object} RunOptions
 * @property {string} cwd
 * @property {Record<string, string | undefined>} [environment] Added to the environment of this process.
 * @property {"show" | "keep" | "show on stderr"} [output] Where the output goes: to the terminal, or into the answer.
 * @property {AbortSignal} [signal] Ends the program when it fires; the outcome is then that of a program that failed.
 * @property {(pid: number) => void} [started] Told of the program's process, once it runs.
 * @property {number} [uid]
 * @property {number} [gid]
 */

/**
 * @typedef {object} RunOutcome
 * @property {number} status Exit code, 128 + signal number when a signal ended it, 127 when it could not be started.
 * @property {string} output What it wrote, both streams in order, when the output was kept.
 */

/**
 * Runs a program to its end. Never throws: a program that cannot be started ends with status 127 and says why.
 * While it runs, a signal to this process goes on to the program.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} options
 * @returns {Promise<RunOutcome>}
 */
export function runCommand(command, args, { cwd, environment = {}, output = "show", signal, started, uid, gid }) {
  return new Promise((resolve) => {
    const sink = output === "keep" ? "pipe" : "inherit";
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...environment },
      stdio: [output === "show" ? "inherit" : "ignore", output === "show on stderr" ? 2 : sink, sink],
      ...(signal === undefined ? {} : { signal }),
      ...(uid === undefined ? {} : { uid }),
      ...(gid === undefined ? {} : { gid }),
    });
    if (child.pid !== undefined) started?.(child.pid);
    /** @type {Buffer[]} */
    const kept = [];
    child.stdout?.on("data", (chunk) => kept.push(chunk));
    child.stderr?.on("data", (chunk) => kept.push(chunk));
    const stopForwarding = forwardSignals(child);
    child.on("error", (error) => {
      stopForwarding();
      resolve({ status: 127, output: `${command} could not be started: ${error.message}\n` });
    });
    child.on("close", (code, signal) => {
      stopForwarding();
      resolve({ status: getStatus(code, signal), output: Buffer.concat(kept).toString("utf8") });
    });
  });
}

/**
 * The exit code that a shell would report.
 * @param {number | null} code
 * @param {NodeJS.Signals | null} signal
 */
export function getStatus(code, signal) {
  return signal ? 128 + constants.signals[signal] : (code ?? 1);
}

/**
 * Hands the signals that end this process to a child instead, so that the child decides how it stops. A terminal
 * sends Ctrl-C to the whole process group, so SIGINT is only kept from ending this process, not sent twice.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => void} Ends the forwarding.
 */
export function forwardSignals(child) {
  const onInterrupt = () => {
    if (!process.stdin.isTTY) child.kill("SIGINT");
  };
  const onTerminate = () => child.kill("SIGTERM");
  process.on("SIGINT", onInterrupt);
  process.on("SIGTERM", onTerminate);
  process.on("SIGHUP", onTerminate);
  return () => {
    process.off("SIGINT", onInterrupt);
    process.off("SIGTERM", onTerminate);
    process.off("SIGHUP", onTerminate);
  };
}
