import "server-only";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

let collect: (() => void) | null = null;

/** The bytes that the process holds, in its heap and in buffers beside it, after a collection of what is not used. */
export function measureHeldBytes(): number {
  if (collect === null) {
    setFlagsFromString("--expose-gc");
    collect = runInNewContext("gc") as () => void;
  }
  // What a first collection finds unused may itself have held something.
  collect();
  collect();
  const memory = process.memoryUsage();
  return memory.heapUsed + memory.external;
}
