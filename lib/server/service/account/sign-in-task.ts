import "server-only";
import { createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { isSolved, parseSolution, parseTask } from "#lib/contract/sign-in-task";
import { getAuthSecret } from "#lib/server/env";
import { hashTaskNumber } from "./task-hash";

/** So long a task counts. */
export const taskSeconds = 600;

/**
 * A task of `count` tries on average (at most 9,999) for one subject, such as an account and a place. Nothing is kept of
 * it, and it costs nothing: its seal tells that it was issued for this subject.
 */
export function issueTask(subject: string, count: number, at: Date): string {
  const body = `${Math.floor(at.getTime() / 1000) + taskSeconds}.${count}.${randomBytes(16).toString("base64url")}`;
  return `${body}.${seal(subject, body)}`;
}

/** A solution of a task that was issued for a subject and still counts, whether its number is right or not. */
export interface GivenSolution {
  /** Of the task, by which it is used up. */
  readonly id: string;
  readonly count: number;
  /** Whether the number is right, which costs a hash. */
  check(): Promise<boolean>;
}

/** Reads a solution; null when it is of no task that was issued for this subject and still counts. */
export function readSolution(subject: string, text: string, at: Date): GivenSolution | null {
  const solution = parseSolution(text);
  const task = solution && parseTask(solution.task);
  if (solution === null || task === null) return null;
  const end = solution.task.lastIndexOf(".");
  const body = solution.task.slice(0, end);
  const given = Buffer.from(solution.task.slice(end + 1));
  const expected = Buffer.from(seal(subject, body));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
  if (at.getTime() / 1000 > Number.parseInt(body, 10)) return null;
  const check = async () => isSolved(await hashTaskNumber(solution.number, task.salt), task);
  return { id: task.salt, count: task.count, check };
}

function seal(subject: string, body: string): string {
  return createHmac("sha256", getAuthSecret()).update(`ballast task\n${subject}\n${body}`).digest("base64url");
}
