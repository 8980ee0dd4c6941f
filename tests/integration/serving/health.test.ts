import { afterEach, expect, test, vi } from "vitest";
import { healthAnswerSchema } from "#lib/contract/health";
import { closeDatabase } from "#lib/server/db/database";
import { answerHealth } from "#lib/server/http/serve-health";
import { makeHome } from "../../support/database";

afterEach(async () => {
  await closeDatabase();
  vi.unstubAllEnvs();
});

test("health without a database or data is 503, and says when to ask again", async () => {
  vi.stubEnv("BALLAST_HOME", makeHome());
  // Nobody listens there.
  vi.stubEnv("DATABASE_URL", "postgresql://somebody:secret@127.0.0.1:1/ballast");
  const answer = await answerHealth(new URLSearchParams(), "1");
  expect(answer.status).toBe(503);
  expect(answer.headers["retry-after"]).toBe("5");
  const body = String(answer.body);
  expect(healthAnswerSchema.parse(JSON.parse(body)).status).not.toBe("ok");
  expect(body).not.toContain("secret");
  await expect(answerHealth(new URLSearchParams("detail=1"), "1")).rejects.toThrow('Unknown parameter "detail"');
});
