import fc from "fast-check";
import { expect, test } from "vitest";
import { AppError } from "#lib/contract/app-error";
import { buildRefusalCode, parseRefusalCode } from "#lib/contract/sign-in-refusal";
import { buildSolution, parseSolution, parseTask, TaskRequiredError } from "#lib/contract/sign-in-task";

const task = `1764460000.512.${"s".repeat(22)}.${"m".repeat(43)}`;

test("a refused sign-in passes through one word of an address, and any other word is an internal error", () => {
  const refusal = new AppError("too_many_requests", "Too many.", { retryAfterSeconds: 39.2 });
  const none = { retryAfterSeconds: null, task: null };
  expect(parseRefusalCode(buildRefusalCode(refusal))).toEqual({
    ...none,
    code: "too_many_requests",
    retryAfterSeconds: 40,
  });
  expect(parseRefusalCode(buildRefusalCode(new AppError("unavailable", "No.")))).toEqual({
    ...none,
    code: "unavailable",
  });
  expect(parseRefusalCode(buildRefusalCode(new TaskRequiredError(task)))).toEqual({
    ...none,
    code: "task_required",
    task,
  });
  const words = [
    "",
    "constructor",
    "Callback",
    "too_many_requests:soon",
    "too_many_requests:1:2",
    `task_required:${task}.1`,
  ];
  for (const word of words) expect(parseRefusalCode(word).code).toBe("internal");
});

test("a solution is a task and a number, and nothing else is one", () => {
  expect(parseTask(task)).toEqual({ count: 512, salt: "s".repeat(22) });
  expect(parseSolution(buildSolution(task, 17))).toEqual({ task, number: 17 });
  fc.assert(
    fc.property(fc.nat(task.length - 1), fc.constantFrom("", ".", " ", "\n", "="), (at, sign) => {
      const changed = task.slice(0, at) + sign + task.slice(at + 1);
      expect(parseTask(changed) === null || /^\d+\.\d+\./.test(changed)).toBe(true);
      expect(parseTask(`${task}${sign || "x"}`)).toBeNull();
      expect(parseSolution(task)).toBeNull();
    }),
  );
});
