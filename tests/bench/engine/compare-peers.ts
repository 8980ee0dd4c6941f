import "server-only";
import { requireSame } from "./compare-answers";
import type { Peer } from "./peer";

/** Throws unless a peer answers each question as the engine does. */
export async function comparePeers<Question>(
  own: Peer<Question>,
  peer: Peer<Question>,
  questions: readonly Question[],
): Promise<void> {
  for (const question of questions) {
    // What the engine answers may be written over by its next answer.
    const expected = Uint32Array.from(await own.prepare(question)());
    requireSame(peer.name, JSON.stringify(question), expected, await peer.prepare(question)());
  }
}
