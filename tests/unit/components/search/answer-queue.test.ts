import { expect, it } from "vitest";
import { AnswerQueue } from "@/components/search/answer-queue";

/** A server that answers when it is told to, in any order. */
function createServer() {
  const asked: string[] = [];
  const open = new Map<string, { readonly answer: () => void; readonly fail: () => void }>();
  const told: string[] = [];
  const queue = new AnswerQueue<string>(
    (key) => {
      asked.push(key);
      return new Promise((resolve, reject) => {
        open.set(key, { answer: () => resolve(`${key}!`), fail: () => reject(new Error(key)) });
      });
    },
    (answer) => told.push(answer.isAnswered ? answer.answer : `${answer.key} failed`),
  );
  const settle = async (key: string, how: "answer" | "fail" = "answer") => {
    open.get(key)?.[how]();
    await new Promise((resolve) => setTimeout(resolve));
  };
  return { queue, asked, told, settle };
}

it("never tells a slow answer after a newer one", async () => {
  const { queue, told, settle } = createServer();
  queue.want("h");
  queue.want("hr");
  await settle("hr");
  await settle("h");
  expect(told).toEqual(["hr!"]);
});

it("asks for two at once and then for the newest, leaving out those between", async () => {
  const { queue, asked, told, settle } = createServer();
  for (const key of ["h", "he", "her", "herc"]) queue.want(key);
  expect(asked).toEqual(["h", "he"]);
  await settle("h");
  expect(asked).toEqual(["h", "he", "herc"]);
  await settle("herc");
  await settle("he");
  expect(told).toEqual(["h!", "herc!"]);
});

it("tells at once what it knows, and nothing older afterwards", async () => {
  const { queue, asked, told, settle } = createServer();
  queue.want("h");
  await settle("h");
  queue.want("hr");
  queue.want("h");
  expect(told).toEqual(["h!", "h!"]);
  await settle("hr");
  expect(told).toEqual(["h!", "h!"]);
  expect(asked).toEqual(["h", "hr"]);
});

it("says what had no answer, and asks for it again when it is wanted again", async () => {
  const { queue, asked, told, settle } = createServer();
  queue.want("h");
  await settle("h", "fail");
  queue.want("h");
  await settle("h");
  expect(told).toEqual(["h failed", "h!"]);
  expect(asked).toEqual(["h", "h"]);
});
