"use client";

import { useCallback, useState } from "react";
import type { ActionResult } from "#lib/contract/action-result";

/** Why a server action did not do what was asked. */
export type ActionFailure = Extract<ActionResult, { ok: false }>;

export interface ActionState<Input, Value> {
  /** Calls the action; gives its value, or null when it failed (then `failure` says why). */
  readonly run: (input: Input) => Promise<{ readonly value: Value } | null>;
  readonly isBusy: boolean;
  readonly failure: ActionFailure | null;
  readonly clear: () => void;
}

/** What an action comes to whose call did not arrive. */
export const unreachable: ActionFailure = {
  ok: false,
  message: "The server could not be reached, so nothing was changed. Check the connection and try again.",
  fields: {},
  signIn: false,
};

/** Calls a server action and keeps what a form needs to show: that it runs, and why it failed. */
export function useAction<Input, Value>(
  action: (input: Input) => Promise<ActionResult<Value>>,
): ActionState<Input, Value> {
  const [isBusy, setIsBusy] = useState(false);
  const [failure, setFailure] = useState<ActionFailure | null>(null);

  const run = useCallback(
    async (input: Input) => {
      setIsBusy(true);
      setFailure(null);
      const result = await action(input).catch(() => unreachable);
      setIsBusy(false);
      if (result.ok) return { value: result.value };
      setFailure(result);
      return null;
    },
    [action],
  );

  return { run, isBusy, failure, clear: useCallback(() => setFailure(null), []) };
}
