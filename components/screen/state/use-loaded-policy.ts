"use client";

import { useEffect, useMemo, useState } from "react";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import type { NamedPolicy } from "#lib/verdict/policy/policy-draft";
import { readSlug } from "#lib/verdict/policy/policy-slug";
import type { ScreenActions } from "./screen-actions";

/** The policy of a screen as far as the browser has it. */
export interface LoadedPolicy {
  /** The choice, a named one with what it says. */
  readonly policy: PolicyChoice | null;
  /** What the named policy says is on its way. */
  readonly isLoading: boolean;
  /** Why what it says cannot be had; null where it can. */
  readonly problem: string | null;
}

interface Settled {
  readonly slug: string;
  readonly named: NamedPolicy | null;
  readonly problem: string | null;
}

/**
 * Brings what a named policy says beside the choice of it. `first` came with the page; another one is asked for whenever it
 * is chosen, since its owner may have changed it.
 */
export function useLoadedPolicy(
  choice: PolicyChoice | null,
  first: NamedPolicy | null,
  readPolicy: ScreenActions["readPolicy"],
): LoadedPolicy {
  const slug = readSlug(choice?.version ?? null);
  const isFirst = slug !== null && first?.slug === slug;
  const [settled, setSettled] = useState<Settled | null>(null);

  useEffect(() => {
    if (slug === null || isFirst) {
      setSettled(null);
      return;
    }
    let isWanted = true;
    const settle = (state: Omit<Settled, "slug">) => {
      if (isWanted) setSettled({ slug, ...state });
    };
    readPolicy({ slug }).then(
      (answer) => settle(answer.ok ? { named: answer.value, problem: null } : { named: null, problem: answer.message }),
      () => settle({ named: null, problem: "The server could not be reached for the rules of this policy." }),
    );
    return () => {
      isWanted = false;
    };
  }, [slug, isFirst, readPolicy]);

  const here = settled !== null && settled.slug === slug ? settled : null;
  const named = isFirst ? first : (here?.named ?? null);
  // The same object as long as nothing changes, so that nothing is computed anew.
  const policy = useMemo(
    (): PolicyChoice | null => (choice === null || named === null ? choice : { ...choice, named }),
    [choice, named],
  );
  const problem = isFirst ? null : (here?.problem ?? null);
  return { policy, isLoading: slug !== null && named === null && problem === null, problem };
}
