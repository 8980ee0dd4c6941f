// The start of every thread: Node 20 has no other way to begin a thread with TypeScript.
import { workerData } from "node:worker_threads";
import { register } from "tsx/esm/api";

register();
await import(workerData.module);
