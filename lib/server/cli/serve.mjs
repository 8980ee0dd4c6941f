// Runs `next start` or `next dev` and ends with the process that started it, even when that one is killed: a server
// left behind would keep the port and the lock on the database. A plain module, because Next must load React without
// the condition that the command lines run under.
import { join } from "node:path";

const [root = "", mode = "start", port = "", host = ""] = process.argv.slice(2);

process.on("disconnect", () => process.kill(process.pid, "SIGTERM"));
process.argv.splice(2, Number.POSITIVE_INFINITY, mode, root, "--port", port, "--hostname", host);
await import(join(root, "node_modules/next/dist/bin/next"));
