import { expect, test } from "vitest";
import { LastAnswers } from "#lib/server/last-answer";
import { OutageError } from "#lib/server/outage";

const never = () => new Promise<string>(() => undefined);

test("DB-20: the last answer is given where there is an outage, or no answer within half a second", async () => {
  const answers = new LastAnswers<string>();
  await expect(answers.ask("a", () => Promise.reject(new OutageError("away")))).rejects.toThrow("away");
  expect(await answers.ask("a", async () => "first")).toBe("first");
  expect(await answers.ask("a", () => Promise.reject(new OutageError("away")))).toBe("first");
  await expect(answers.ask("a", () => Promise.reject(new TypeError("a bug")))).rejects.toThrow("a bug");
  const since = performance.now();
  expect(await answers.ask("a", never)).toBe("first");
  expect(performance.now() - since).toBeGreaterThan(450);
  const later = performance.now();
  // The question without an answer is asked by nobody again, and waited for by nobody.
  expect(await answers.ask("a", () => Promise.reject(new Error("asked again")))).toBe("first");
  expect(performance.now() - later).toBeLessThan(200);
  expect(await answers.ask("b", async () => "another")).toBe("another");
});

test("DB-20: what comes late counts from then on, and what was forgotten never", async () => {
  const answers = new LastAnswers<string>();
  await answers.ask("a", async () => "first");
  let answer: (said: string) => void = () => undefined;
  const late = new Promise<string>((resolve) => {
    answer = resolve;
  });
  expect(await answers.ask("a", () => late)).toBe("first");
  answer("second");
  await late;
  expect(await answers.ask("a", never)).toBe("second");
  answers.forget();
  expect(await answers.ask("a", async () => "third")).toBe("third");
  expect(await answers.ask("a", async () => "fourth")).toBe("fourth");
});
