"use client";

import { useEffect, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";
import type { TriedPolicy } from "#lib/contract/policy-moves";
import type { PolicyDraft } from "#lib/verdict/policy/policy-draft";
import { useSettled } from "@/components/ui/use-settled";
import { unshareDraft } from "./plain-draft";

/** Has the server judge by a draft, and keep nothing of it. */
export type TryPolicy = (input: { readonly draft: PolicyDraft }) => Promise<ActionResult<TriedPolicy>>;

/** What came of trying a draft, and how that stands to the draft of now. */
export interface TriedState {
  /** The newest answer; null when there was none so far. */
  readonly tried: TriedPolicy | null;
  /** The answer is that of an earlier draft. */
  readonly isBehind: boolean;
  /** Why the draft was not tried; null when it was or still may be. */
  readonly problem: string | null;
}

/** How long a writer must pause before the draft is tried. */
const restMs = 500;

interface Answer {
  readonly draft: PolicyDraft | null;
  readonly tried: TriedPolicy | null;
  readonly problem: string | null;
}

/** Tries a draft whenever it rests. An answer that was overtaken by another draft is dropped. */
export function useTriedPolicy(draft: PolicyDraft, tryPolicy: TryPolicy): TriedState {
  const settled = useSettled(draft, restMs);
  const [answer, setAnswer] = useState<Answer>({ draft: null, tried: null, problem: null });
  useEffect(() => {
    let isWanted = true;
    const settle = (problem: string | null, tried: TriedPolicy | null) => {
      if (isWanted) setAnswer((before) => ({ draft: settled, tried: tried ?? before.tried, problem }));
    };
    tryPolicy({ draft: unshareDraft(settled) }).then(
      (result) => (result.ok ? settle(null, result.value) : settle(describeFailure(result), null)),
      () => settle("The server could not be reached, so the rules were not tried.", null),
    );
    return () => {
      isWanted = false;
    };
  }, [settled, tryPolicy]);
  return {
    tried: answer.tried,
    isBehind: answer.draft !== draft,
    problem: answer.draft === draft ? answer.problem : null,
  };
}

/** A refusal with the fields that it names: `draft.rules.3.label`. */
function describeFailure({ message, fields }: Extract<ActionResult, { ok: false }>): string {
  const named = Object.entries(fields).map(([field, fault]) => `${field.replace(/^draft\./, "")}: ${fault}.`);
  return named.length === 0 ? message : named.join(" ");
}
