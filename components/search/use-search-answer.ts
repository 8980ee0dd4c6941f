"use client";

import { useEffect, useMemo, useState } from "react";
import type { SearchAnswer } from "#lib/contract/search";
import { AnswerQueue, type QueuedAnswer } from "./answer-queue";

const patienceMs = 12_000;

export interface SearchAnswerState {
  /** The newest answer that there is, which may be that to an earlier text; null before the first. */
  readonly answer: SearchAnswer | null;
  /** Whether it answers what stands in the field now. */
  readonly isCurrent: boolean;
  /** The server did not answer what stands in the field now. */
  readonly isFailed: boolean;
  readonly retry: () => void;
}

async function ask(query: string): Promise<SearchAnswer> {
  const answer = await fetch(`/api/v1/search?${query}`, { signal: AbortSignal.timeout(patienceMs) });
  if (!answer.ok) throw new Error(`The search was answered with ${answer.status}.`);
  return (await answer.json()) as SearchAnswer;
}

/** What the server finds for the parameters of a search, the newest wins. */
export function useSearchAnswer(query: string): SearchAnswerState {
  const [answer, setAnswer] = useState<{ readonly key: string; readonly answer: SearchAnswer } | null>(null);
  const [failed, setFailed] = useState<string | null>(null);
  const queue = useMemo(() => {
    const tell = (told: QueuedAnswer<SearchAnswer>) => {
      if (told.isAnswered) setAnswer(told);
      setFailed(told.isAnswered ? null : told.key);
    };
    return new AnswerQueue(ask, tell);
  }, []);
  useEffect(() => queue.want(query), [queue, query]);
  return {
    answer: answer?.answer ?? null,
    isCurrent: answer?.key === query,
    isFailed: failed === query,
    retry: () => {
      setFailed(null);
      queue.want(query);
    },
  };
}
