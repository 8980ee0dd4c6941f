import type { SqlMigrationAwareDriverAdapterFactory } from "@prisma/driver-adapter-utils";
import { expect, test, vi } from "vitest";
import { watchAdapter } from "#lib/server/db/connection/watched-adapter";
import { wasOutageSince } from "#lib/server/outage";

test("DB-15: a server that hangs is told to each request that fails by it, also where nobody waits for it anew", async () => {
  const connect = vi.fn(() => Promise.reject(new Error("timeout exceeded when trying to connect")));
  const factory: SqlMigrationAwareDriverAdapterFactory = {
    provider: "postgres",
    adapterName: "made up",
    connect,
    connectToShadowDb: connect,
  };
  const adapter = watchAdapter(factory, "a server");
  for (let count = 0; count < 3; count += 1) {
    const began = performance.now();
    await expect(adapter.connect()).rejects.toMatchObject({ kind: "away" });
    expect(wasOutageSince(began), `request ${count}`).toBe(true);
  }
  expect(connect).toHaveBeenCalledTimes(1);
});
