import { buildSolution, isSolved, parseTask, taskCost } from "#lib/contract/sign-in-task";

/** So long the page stays busy between two moments in which it draws and listens, in milliseconds. */
const breathMs = 15;
/** No task that the server sets takes a hundredth of it, but by a chance that nobody meets. */
const numbersMax = 1_000_000;

/**
 * Solves the task of a sign-in by trying one number after the other, and gives the page room to draw meanwhile. Throws for
 * a text that is no task, or a task that no number solves.
 */
export async function solveTask(text: string): Promise<string> {
  const task = parseTask(text);
  if (task === null) throw new Error("This is no task of a sign-in.");
  const { scryptAsync } = await import("@noble/hashes/scrypt.js");
  for (let number = 0; number < numbersMax; number += 1) {
    const hash = await scryptAsync(String(number), task.salt, { ...taskCost, asyncTick: breathMs });
    if (isSolved(hash, task)) return buildSolution(text, number);
  }
  throw new Error("No number solves the task of this sign-in.");
}
