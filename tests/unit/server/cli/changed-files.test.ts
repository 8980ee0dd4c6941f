import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { findChangeBase, listChangedFiles } from "#lib/server/cli/changed-files";

let root: string;

function git(...args: readonly string[]): string {
  const identity = ["-c", "user.name=a", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false"];
  return execFileSync("git", [...identity, ...args], { cwd: root, encoding: "utf8", stdio: "pipe" }).trim();
}

function commit(path: string): string {
  writeFileSync(join(root, path), path);
  git("add", "--all");
  git("commit", "--quiet", "--message", path);
  return git("rev-parse", "HEAD");
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "ballast-changed-"));
  git("init", "--quiet", "--initial-branch", "main");
});

afterEach(() => rmSync(root, { recursive: true, force: true }));

test("on a branch, changes count from where it left main: committed, edited, new and removed", async () => {
  const left = commit("a.ts");
  git("checkout", "--quiet", "-b", "work");
  commit("b.ts");
  writeFileSync(join(root, "c.ts"), "");
  rmSync(join(root, "a.ts"));
  expect(await findChangeBase(root)).toBe(left);
  expect([...(await listChangedFiles(root, left))].sort()).toEqual(["a.ts", "b.ts", "c.ts"]);
});

test("on main, changes count from the last commit", async () => {
  commit("a.ts");
  const last = commit("b.ts");
  writeFileSync(join(root, "a.ts"), "edited");
  expect(await findChangeBase(root)).toBe(last);
  expect(await listChangedFiles(root, last)).toEqual(["a.ts"]);
});

test("without a commit there is nothing to count from", async () => {
  await expect(findChangeBase(root)).rejects.toThrow("--changed needs a Git checkout");
});

test("a commit that Git does not know is an error, not an empty list", async () => {
  commit("a.ts");
  await expect(listChangedFiles(root, "0000000000000000000000000000000000000000")).rejects.toThrow("Git could not say");
});
