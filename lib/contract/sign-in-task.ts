import { AppError } from "./app-error";

/**
 * What each try at a task costs: scrypt over 8 MiB, since a browser is only about half as fast at it as a program of one's
 * own, where with a plain hash it would be a hundred times slower.
 */
export const taskCost = { N: 2 ** 13, r: 8, p: 1, dkLen: 16 } as const;

/**
 * A sign-in must find a number first: one whose hash (`taskCost`) with `salt` begins with four bytes that are below the
 * `count`th part of all that they may be. It takes `count` tries on average.
 */
export interface SignInTask {
  readonly count: number;
  readonly salt: string;
}

/** The parts of a task as it is sent: the second of its end, count, salt, seal. */
const taskPattern = /^\d{1,12}\.(\d{1,4})\.([\w-]{22})\.[\w-]{43}$/;

/** Reads a task as the server sent it; null for what is none. */
export function parseTask(text: string): SignInTask | null {
  const [, count, salt] = taskPattern.exec(text) ?? [];
  return count === undefined || salt === undefined ? null : { count: Number(count), salt };
}

/** Whether the hash of a number solves a task. */
export function isSolved(hash: Uint8Array, { count }: SignInTask): boolean {
  const [first = 0, second = 0, third = 0, fourth = 0] = hash;
  return (((first * 256 + second) * 256 + third) * 256 + fourth) * count < 2 ** 32;
}

/** The longest solution that is read: a task and its number. */
export const solutionLengthMax = 140;

/** A task and its number, as a sign-in sends it. */
export function buildSolution(task: string, number: number): string {
  return `${task}.${number}`;
}

/** The task and the number of a solution; null for what is none. */
export function parseSolution(text: string): { readonly task: string; readonly number: number } | null {
  const [, task = "", number] = /^(.+)\.(\d{1,6})$/.exec(text) ?? [];
  return number === undefined || parseTask(task) === null ? null : { task, number: Number(number) };
}

/** A guess that is looked at once a task is solved. */
export class TaskRequiredError extends AppError {
  constructor(
    /** As `parseTask` reads it. */
    readonly task: string,
  ) {
    super("task_required", "Somebody guesses at this account from here, so the browser has a task to solve first.");
    this.name = "TaskRequiredError";
  }
}
