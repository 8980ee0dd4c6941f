// The start of the thread of company-parser.ts: Node 20 has no other way to begin a thread with TypeScript.
import { register } from "tsx/esm/api";

register();
await import(new URL("./parse-worker.ts", import.meta.url).href);
