import "server-only";
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Pool } from "undici";
import { unpackSnapshot } from "#lib/column/packed-snapshot";
import { screenAnswerSchema } from "#lib/contract/screen";
import { getEnvironment } from "#lib/server/env";
import type { BenchPart } from "./bench-part";
import { type AddressBook, readAddressBook } from "./server/address-book";
import { buildConstantApp, type Constants } from "./server/constant-app";
import { measureFirstAnswers } from "./server/first-answers";
import { measureLoad } from "./server/load-race";
import { type RequestRace, raceRequests, read } from "./server/request-race";
import { startNext } from "./server/start-next";
import { withSampleServer } from "./server/with-sample-server";

const constantRoute = "Next route with a constant";
const constantPage = "Next page with a constant";

function listRaces(book: AddressBook): readonly RequestRace[] {
  const rows = book.tickers.length;
  return [
    {
      name: "the screen route",
      rows,
      goal: 0.7,
      own: book.screenRoute,
      peer: "/api/screenRoute",
      peerName: constantRoute,
    },
    {
      name: "the company route",
      rows,
      goal: 0.5,
      own: book.companyRoute,
      peer: "/api/companyRoute",
      peerName: constantRoute,
    },
    { name: "the company page", rows, goal: 0.5, own: book.companyPage, peer: "/companyPage", peerName: constantPage },
    { name: "the screen page", rows, goal: 0.5, own: book.screenPage, peer: "/screenPage", peerName: constantPage },
    {
      name: "the snapshot file",
      rows,
      goal: 0.8,
      own: () => book.snapshotFile,
      peer: "/snapshot.bin",
      peerName: "Next, a static file",
    },
  ];
}

/** What the product answers, checked for what it says. */
async function readConstants(own: Pool, book: AddressBook): Promise<Constants> {
  const constants = {
    screenRoute: await read(own, book.screenRoute(0)),
    companyRoute: await read(own, book.companyRoute(0)),
    screenPage: await read(own, book.screenPage(0)),
    companyPage: await read(own, book.companyPage(0)),
    snapshotFile: await read(own, book.snapshotFile),
  };
  const { rows } = screenAnswerSchema.parse(JSON.parse(constants.screenRoute.toString("utf8")));
  if (rows.length !== 100) throw new Error(`Impossible state: a screen of ${rows.length} rows and not of 100`);
  const [first] = rows;
  if (!constants.screenPage.toString("utf8").includes(`/company/${first?.ticker}"`)) {
    throw new Error(`The page of a screen does not begin with ${first?.ticker}, as the route does`);
  }
  const bytes = unpackSnapshot(new Uint8Array(gunzipSync(constants.snapshotFile)));
  if (!bytes.ok || createHash("sha256").update(bytes.value).digest("hex") !== book.snapshot) {
    throw new Error("The file of the snapshot is not the snapshot");
  }
  return constants;
}

/** The server: what people wait for over HTTP, against what the same framework does that has nothing to do. */
export const serverPart: BenchPart = {
  name: "server",
  about: "pages, routes and files over HTTP, against constants of the same size of the same framework",
  async run(say) {
    const { root } = getEnvironment();
    // Inside the project, where the peer finds the same Next; git ignores the name.
    const folder = await mkdtemp(join(root, ".ballast-bench-"));
    try {
      return await withSampleServer(root, say, async (own) => {
        const pool = new Pool(own.url, { connections: 1, pipelining: 1 });
        try {
          const book = await readAddressBook(pool);
          const first = await measureFirstAnswers(pool, own.pid, book, say);
          say("Building the peer");
          await buildConstantApp(root, folder, await readConstants(pool, book));
          const peer = await startNext(root, folder, {});
          const results = [...first];
          try {
            for (const each of listRaces(book)) {
              results.push(await raceRequests({ own: own.url, peer: peer.url }, each, say));
            }
          } finally {
            await peer.stop();
          }
          return [...results, ...(await measureLoad(own.url, book, say))];
        } finally {
          await pool.close();
        }
      });
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  },
};
