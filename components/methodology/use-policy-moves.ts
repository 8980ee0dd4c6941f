"use client";

import { useEffect, useState } from "react";
import type { PolicyMoves } from "#lib/contract/policy-moves";

/** The answer to what a policy says of all companies, and how it stands to what is asked for now. */
export interface MovesState {
  /** The newest answer there is; null when there was none so far. */
  readonly moves: PolicyMoves | null;
  /** The answer is that of an earlier policy, and the one asked for is on its way. */
  readonly isBehind: boolean;
  /** Why the one asked for did not come; null when it did or still may. */
  readonly problem: string | null;
}

interface Answer {
  readonly search: string;
  readonly moves: PolicyMoves | null;
  readonly problem: string | null;
}

/**
 * Asks the server what the policy of an address (`policy=2&p.w1_cover=1.5`) says of all companies. `first` is the answer
 * that the page came with, for `firstSearch`; an answer that was overtaken by another question is dropped.
 */
export function usePolicyMoves(search: string, firstSearch: string, first: PolicyMoves | null): MovesState {
  const [answer, setAnswer] = useState<Answer>({ search: firstSearch, moves: first, problem: null });
  const isFirst = search === firstSearch;
  useEffect(() => {
    if (isFirst) return;
    const controller = new AbortController();
    readMoves(search, controller.signal).then(
      (moves) => setAnswer({ search, moves, problem: null }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const problem = error instanceof Error ? error.message : String(error);
        setAnswer((before) => ({ search, moves: before.moves, problem }));
      },
    );
    return () => controller.abort();
  }, [search, isFirst]);
  if (isFirst) return { moves: first, isBehind: false, problem: null };
  return {
    moves: answer.moves,
    isBehind: answer.search !== search,
    problem: answer.search === search ? answer.problem : null,
  };
}

async function readMoves(search: string, signal: AbortSignal): Promise<PolicyMoves> {
  const response = await fetch(`/api/v1/policy?${search}`, { signal });
  const body: unknown = await response.json();
  // The server has checked its answer by the schema; the page need not carry the schema to check it again.
  if (response.ok) return body as PolicyMoves;
  throw new Error((body as { readonly detail?: string }).detail ?? `The server answered ${response.status}.`);
}
