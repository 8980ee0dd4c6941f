import "server-only";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDatabase } from "../../db/database";
import { getEnvironment } from "../../env";
import { silentProgress } from "../../ingest/progress";
import { buildApp, isBuildCurrent } from "../build-app";
import { loadSample } from "../load-sample";
import type { BenchPart } from "./bench-part";
import { buildConstantApp } from "./server/constant-app";
import { raceRequests } from "./server/request-race";
import { startNext } from "./server/start-next";

/** A build of its own, so that a server that runs keeps the one it was started on. Kept for the next time. */
const dist = ".next-bench";

/** The server: screens answered over HTTP, against a route of the same framework that has nothing to do. */
export const serverPart: BenchPart = {
  name: "server",
  about: "screens answered over HTTP, against a Next route handler that returns a constant of the same size",
  async run(say) {
    const { root } = getEnvironment();
    const home = await mkdtemp(join(tmpdir(), "ballast-bench-"));
    // Inside the project, where the peer finds the same Next; git ignores the name.
    const folder = await mkdtemp(join(root, ".ballast-bench-"));
    try {
      const database = await openDatabase({ home, databaseUrl: null });
      await loadSample(database, home, silentProgress).finally(() => database.close());
      if (!isBuildCurrent(root, dist)) {
        say("Building the application");
        await buildApp(root, dist);
      }
      const own = await startNext(root, root, { BALLAST_HOME: home, BALLAST_DIST: dist, DATABASE_URL: "" });
      try {
        say("Building the peer");
        await buildConstantApp(root, folder, `${own.url}/api/v1/screen`);
        const peer = await startNext(root, folder, {});
        try {
          return await raceRequests({ own: own.url, peer: peer.url }, say);
        } finally {
          await peer.stop();
        }
      } finally {
        await own.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
      await rm(home, { recursive: true, force: true });
    }
  },
};
