import "server-only";
import { CommandError } from "./command-error";
import { runCommand } from "./run-command.mjs";

/**
 * The commit that changes are counted from: where this branch left main, or the last commit on main itself. Throws
 * CommandError outside a Git checkout.
 */
export async function findChangeBase(root: string): Promise<string> {
  for (const branch of ["main", "origin/main"]) {
    const { status, output } = await git(root, "merge-base", "HEAD", branch);
    if (status === 0) return output.trim();
  }
  const { status, output } = await git(root, "rev-parse", "HEAD");
  if (status === 0) return output.trim();
  throw new CommandError(`--changed needs a Git checkout with a commit: ${output.trim()}`);
}

/** Paths of the files that differ from a commit, committed or not, and of new ones. Throws CommandError. */
export async function listChangedFiles(root: string, since: string): Promise<readonly string[]> {
  const outcomes = [
    await git(root, "diff", "--name-only", "--no-renames", since),
    await git(root, "ls-files", "--others", "--exclude-standard"),
  ];
  const failed = outcomes.find(({ status }) => status !== 0);
  if (failed) throw new CommandError(`Git could not say what changed since ${since}: ${failed.output.trim()}`);
  return outcomes.flatMap(({ output }) => output.split("\n").filter(Boolean));
}

function git(root: string, ...args: readonly string[]) {
  return runCommand("git", args, { cwd: root, output: "keep" });
}
