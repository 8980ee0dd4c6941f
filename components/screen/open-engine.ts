import { openUniverse } from "@/lib/screen/universe";
import { createEngine, type Engine } from "./engine";

/** Reads the bytes of a snapshot and makes them ready for the page. Throws with a sentence when they cannot be used. */
export async function openEngine(bytes: Uint8Array<ArrayBuffer>, hash: string): Promise<Engine> {
  const universe = await openUniverse(bytes, hash);
  if (!universe.ok) throw new Error(universe.error.message);
  return createEngine(universe.value);
}
