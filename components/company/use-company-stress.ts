"use client";

import { useEffect, useState } from "react";
import type { CompanyStressAnswer } from "#lib/contract/company-stress";
import { formatPolicyUrl } from "#lib/screen/policy-url";
import { urlKeys } from "#lib/screen/url-key";
import type { HistoryTarget } from "./metric-history";

/** What a scenario does to the company, and how that stands to what is asked for now. */
export interface CompanyStressState {
  /** The newest answer there is; null when there was none so far. */
  readonly answer: CompanyStressAnswer | null;
  /** The answer is that of an earlier scenario, and the one asked for is on its way. */
  readonly isBehind: boolean;
  /** Why the one asked for did not come; null when it did or still may. */
  readonly problem: string | null;
}

interface Settled {
  readonly scenario: string;
  readonly answer: CompanyStressAnswer | null;
  readonly problem: string | null;
}

/**
 * Asks the server what a scenario, as an address writes it, does to the company; null asks nothing. `first` came with the
 * page. An answer that was overtaken by another question is dropped.
 */
export function useCompanyStress(
  { ticker, snapshot, policy }: HistoryTarget,
  scenario: string | null,
  first: CompanyStressAnswer | null,
): CompanyStressState {
  const [settled, setSettled] = useState<Settled | null>(
    first === null ? null : { scenario: first.scenario.text, answer: first, problem: null },
  );
  const isHere = settled?.scenario === scenario;
  const search = writeSearch(snapshot, policy, scenario);
  useEffect(() => {
    if (scenario === null || isHere) return;
    const controller = new AbortController();
    readStress(ticker, search, controller.signal).then(
      (answer) => setSettled({ scenario, answer, problem: null }),
      (error: unknown) => {
        if (controller.signal.aborted) return;
        const problem = error instanceof Error ? error.message : String(error);
        setSettled((before) => ({ scenario, answer: before?.answer ?? null, problem }));
      },
    );
    return () => controller.abort();
  }, [ticker, search, scenario, isHere]);
  return {
    answer: settled?.answer ?? null,
    isBehind: scenario !== null && !isHere,
    problem: isHere ? (settled?.problem ?? null) : null,
  };
}

function writeSearch(snapshot: string, policy: HistoryTarget["policy"], scenario: string | null): string {
  const search = new URLSearchParams({ [urlKeys.snapshot]: snapshot });
  if (scenario !== null) search.set(urlKeys.scenario, scenario);
  for (const [name, value] of formatPolicyUrl(policy)) search.set(name, value);
  return search.toString();
}

async function readStress(ticker: string, search: string, signal: AbortSignal): Promise<CompanyStressAnswer> {
  const response = await fetch(`/api/v1/companies/${encodeURIComponent(ticker)}/stress?${search}`, { signal });
  const body: unknown = await response.json();
  // The server has checked its answer by the schema; the page need not carry the schema to check it again.
  if (response.ok) return body as CompanyStressAnswer;
  throw new Error((body as { readonly detail?: string }).detail ?? `The server answered ${response.status}.`);
}
