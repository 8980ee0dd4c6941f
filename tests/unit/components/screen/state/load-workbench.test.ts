import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createTableBuilder } from "#lib/column/builder";
import { packSnapshot } from "#lib/column/packed-snapshot";
import { computeSha256 } from "#lib/column/sha256";
import { encodeSnapshot } from "#lib/column/snapshot";
import { baseColumns } from "#lib/metric/base-columns";
import { defaultScreen } from "#lib/screen/default-screen";
import { listSnapshotColumns } from "#lib/verdict/policy/snapshot-columns";
import type { Workbench } from "#lib/workbench/workbench";
import { loadWorkbench } from "@/components/screen/state/load-workbench";

const texts = new Set(baseColumns.filter(({ type }) => type === "text").map(({ id }) => id));
const builder = createTableBuilder(
  3,
  listSnapshotColumns().map((id) => ({ id, type: texts.has(id) ? "text" : "number" })),
);
const file = encodeSnapshot(
  { asOf: "2026-05-05", sample: true, formulaVersion: "test", sources: [], counts: {} },
  builder.build(),
);
const hash = await computeSha256(file);
const right = gzipSync(packSnapshot(file));
const noGzip = new TextEncoder().encode("not the snapshot");
const otherBytes = gzipSync(noGzip);

/** Answers one request after the other, and keeps how each asked for what the browser has kept. */
function stubServer(...answers: (() => Response)[]): string[] {
  const asked: string[] = [];
  vi.stubGlobal("fetch", async (_: string, { cache }: RequestInit) => {
    const answer = answers[asked.length];
    asked.push(cache ?? "default");
    if (answer === undefined) throw new TypeError("Failed to fetch");
    return answer();
  });
  return asked;
}

function countCompanies(workbench: Workbench): number | null {
  const answer = workbench.run(defaultScreen, "passed");
  return answer.ok ? answer.value.view.total : null;
}

const serve = (bytes: Uint8Array<ArrayBuffer>) => () => new Response(bytes);

afterEach(() => {
  vi.unstubAllGlobals();
});

describe("the workbench of a snapshot", () => {
  it("takes right bytes from where the browser has them", async () => {
    const asked = stubServer(serve(right));
    expect(countCompanies(await loadWorkbench(hash, false))).toBe(3);
    expect(asked).toEqual(["default"]);
  });

  it.each([
    ["no gzip", noGzip],
    ["other bytes", otherBytes],
    ["half of it", right.subarray(0, right.length / 2)],
  ])("fetches damaged bytes once more, past what the browser keeps: %s", async (_, damaged) => {
    const asked = stubServer(serve(damaged), serve(right));
    expect(countCompanies(await loadWorkbench(hash, false))).toBe(3);
    expect(asked).toEqual(["default", "reload"]);
  });

  it("says what is wrong where the server's own bytes are damaged", async () => {
    const asked = stubServer(serve(otherBytes), serve(otherBytes));
    await expect(loadWorkbench(hash, false)).rejects.toThrow(/snapshot/i);
    expect(asked).toEqual(["default", "reload"]);
  });

  it("goes past what the browser keeps from the start where it is asked to", async () => {
    const asked = stubServer(serve(otherBytes));
    await expect(loadWorkbench(hash, true)).rejects.toThrow(/snapshot/i);
    expect(asked).toEqual(["reload"]);
  });

  it("does not ask again where the server refuses", async () => {
    const asked = stubServer(() => new Response(null, { status: 503 }));
    await expect(loadWorkbench(hash, false)).rejects.toThrow("The server answered 503.");
    expect(asked).toEqual(["default"]);
  });
});
