// The start of the thread of column-thread.ts: Node 20 has no other way to begin a thread with TypeScript.
import { register } from "tsx/esm/api";

register();
await import(new URL("./column-worker.ts", import.meta.url).href);
