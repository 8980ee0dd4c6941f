import { unpackSnapshot } from "../../../../column/packed-snapshot";
import { runScreen } from "../../../../screen/run-screen";
import { openUniverse } from "../../../../screen/universe";

/** From the bytes that arrive in a browser to the rows of a first screen. Throws when they cannot be used. */
export async function runFirstScreen(packed: Uint8Array, hash: string): Promise<number> {
  const bytes = unpackSnapshot(packed);
  if (!bytes.ok) throw new Error(bytes.error.message);
  const universe = await openUniverse(bytes.value, hash);
  if (!universe.ok) throw new Error(universe.error.message);
  const screen = {
    query: "verdict = resilient",
    sort: [{ expression: "market_cap", descending: true }],
    columns: ["roic"],
  };
  const result = runScreen(universe.value, screen);
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value.count;
}
