import { expect, test } from "vitest";
import { createLogger } from "#lib/server/log";

test("UTIL-4: of one message a hundred lines are written in a minute, and of others as many as there are", () => {
  const lines: string[] = [];
  const logger = createLogger({ write: (line) => void lines.push(line) });
  for (let count = 0; count < 250; count += 1) logger.error({ err: new Error(`fault ${count}`) }, "the same");
  logger.error({ place: "192.0.2.1" }, "another");
  expect(lines.filter((line) => line.includes('"msg":"the same"'))).toHaveLength(100);
  expect(lines.filter((line) => line.includes('"msg":"another"'))).toHaveLength(1);
});
