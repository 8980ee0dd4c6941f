import "server-only";
import { type Answer, requireSame } from "./compare-answers";
import type { Peer } from "./peer";
import { computeSpread } from "./statistics";

/**
 * Of peers on the same data, the one that is faster at the middle of some questions, which all answer in turn; the first
 * half of the questions warms up. Throws when two of them answer differently.
 */
export async function chooseFaster<Question>(
  peers: readonly [Peer<Question>, ...Peer<Question>[]],
  questions: readonly Question[],
): Promise<Peer<Question>> {
  if (peers.length === 1) return peers[0];
  const times = peers.map((): number[] => []);
  for (const [at, question] of questions.entries()) {
    let expected: Answer | null = null;
    for (const [place, peer] of peers.entries()) {
      const ask = peer.prepare(question);
      const startedAt = performance.now();
      const answer = await ask();
      if (at >= questions.length / 2) times[place]?.push(performance.now() - startedAt);
      expected ??= answer;
      requireSame(peer.name, JSON.stringify(question), expected, answer);
    }
  }
  const medians = times.map((values) => computeSpread(values).median);
  return peers[medians.indexOf(Math.min(...medians))] ?? peers[0];
}
