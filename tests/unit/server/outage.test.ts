import { expect, test } from "vitest";
import { AppError } from "#lib/contract/app-error";
import { toRefusal, wasOutageSince } from "#lib/server/outage";
import { catchRefusal } from "#lib/server/page/catch-refusal";

function buildError(fields: object): Error {
  return Object.assign(new Error("It failed."), fields);
}

test("a row whose owner was deleted meanwhile is no fault of the server", () => {
  const gone = buildError({ code: "P2003", meta: { constraint: "watchlist_owner_id_fkey" } });
  expect(toRefusal(gone)).toMatchObject({ code: "sign_in_required" });
  const other = buildError({ code: "P2003", meta: { constraint: "fact_company_id_fkey" } });
  expect(toRefusal(other)).toBe(other);
});

test.each(["ENOSPC", "EROFS"])("a page that fails by %s is known to fail by an outage", async (code) => {
  const since = performance.now();
  expect(wasOutageSince(since)).toBe(false);
  const fault = buildError({ code, syscall: "open", path: "/somewhere" });
  await expect(catchRefusal(Promise.reject(fault))).rejects.toBe(fault);
  expect(wasOutageSince(since)).toBe(true);
});

test("a refusal is shown in the place of the answer", async () => {
  const refusal = new AppError("snapshot_not_found", "There is none.");
  expect(await catchRefusal(Promise.reject(refusal))).toBe(refusal);
});
