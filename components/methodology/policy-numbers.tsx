"use client";

import Link from "next/link";
import { usePathname, useRouter } from "next/navigation";
import { useEffect, useRef, useState, useTransition } from "react";
import type { PolicyMoves } from "#lib/contract/policy-moves";
import type { Parameter } from "#lib/metric/parameter";
import { buildViewSearch, plainView } from "#lib/screen/view-url";
import type { PolicyNumberGroup } from "#lib/workbench/policy-view";
import { PolicyNumber } from "@/components/policy/policy-number";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { useSettled } from "@/components/ui/use-settled";
import { MovesList, MovesSummary } from "./policy-moves-view";
import { usePolicyMoves } from "./use-policy-moves";

type Values = Readonly<Record<string, number>>;

export interface PolicyNumbersProps {
  /** The policy as an address names it: `2` or `@slug`. */
  readonly origin: string;
  readonly isDefault: boolean;
  /** The numbers as that policy has them, by what they belong to. */
  readonly groups: readonly PolicyNumberGroup[];
  /** Those that the address changes, by id. */
  readonly changed: Values;
  /** What the policy of the address says of all companies; null where no data are loaded. */
  readonly moves: PolicyMoves | null;
}

/** How long a number rests before the server is asked, and before the address follows. */
const askAfterMs = 120;
const writeAfterMs = 500;

/**
 * The numbers of the policy to try: whoever moves one sees at once who changes verdict, counted by the engine on the data
 * of the page. What is tried stands in the address and nowhere else, so that it can be sent, and no one else is judged by it.
 */
export function PolicyNumbers({ origin, isDefault, groups, changed, moves: first }: PolicyNumbersProps) {
  const { values, change, reset, search, firstSearch } = usePolicyAddress({ origin, isDefault, changed });
  const asked = useSettled(search, askAfterMs);
  const { moves, isBehind, problem } = usePolicyMoves(asked.slice(1), firstSearch.slice(1), first);
  const isWaiting = isBehind || asked !== search;
  const count = Object.keys(values).length;
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <section aria-label="Numbers of the policy" className="space-y-4 max-xl:order-2">
        {groups.map(({ id, title, entries }) => (
          <section key={id} aria-label={title} className="rounded-ui border bg-surface">
            <h3 className="border-b border-line-strong px-4 py-2 text-sm">{title}</h3>
            <ul>
              {entries.map(({ parameter, rules }) => (
                <PolicyNumber
                  key={parameter.id}
                  parameter={parameter}
                  rules={rules}
                  value={values[parameter.id] ?? parameter.value}
                  onChange={(value) => change(parameter, value)}
                />
              ))}
            </ul>
          </section>
        ))}
      </section>
      <div className="max-xl:contents xl:sticky xl:top-[calc(var(--header-height)+1rem)] xl:max-h-[calc(100dvh-var(--header-height)-2rem)] xl:overflow-y-auto">
        <section
          aria-label="Verdicts before and after"
          className="rounded-ui border bg-surface p-3 max-xl:sticky max-xl:top-[calc(var(--header-height)+0.5rem)] max-xl:z-10 max-xl:order-1 max-xl:shadow-sm"
        >
          {moves === null ? (
            <p className="text-sm text-ink-muted">No data are loaded, so there are no companies to judge.</p>
          ) : (
            <MovesSummary moves={moves} isBehind={isWaiting} />
          )}
          <div className="mt-3 flex flex-wrap gap-2">
            <Button size="sm" disabled={count === 0} onClick={reset}>
              Reset {count === 0 ? "numbers" : count === 1 ? "one number" : `${count} numbers`}
            </Button>
            <Link href={`/screen${search}`} prefetch={false} className={getButtonClass("secondary", "sm")}>
              Screen by this policy
            </Link>
          </div>
          {problem === null ? null : (
            <Notice tone="danger" className="mt-3" title="This policy was not judged">
              {problem}
            </Notice>
          )}
        </section>
        {moves === null || moves.moves.length === 0 ? null : (
          <section aria-label="Who changes verdict" className="mt-4 max-xl:order-3 max-xl:mt-0">
            <MovesList moves={moves} isBehind={isWaiting} viewSearch={search} />
          </section>
        )}
      </div>
    </div>
  );
}

interface PolicyAddress {
  /** The changed numbers, those that are being moved included. */
  readonly values: Values;
  readonly change: (parameter: Parameter, value: number) => void;
  readonly reset: () => void;
  /** The search part of the policy that is tried, and of the one that the page came with; the question mark included. */
  readonly search: string;
  readonly firstSearch: string;
}

/** Keeps the changed numbers: a draft while they are moved, then the address, by which the page is drawn anew. */
function usePolicyAddress(props: Omit<PolicyNumbersProps, "moves" | "groups">): PolicyAddress {
  const { origin, isDefault, changed } = props;
  const router = useRouter();
  const pathname = usePathname();
  const [, startTransition] = useTransition();
  const [draft, setDraft] = useState<Values | null>(null);
  const firstSearch = writeSearch({ origin, isDefault }, changed);
  const search = writeSearch({ origin, isDefault }, draft ?? changed);
  const rested = useSettled(search, writeAfterMs);
  const written = useRef(firstSearch);

  // The page was drawn for another address: by what was moved here, or by a link, Back or Forward, which end a draft.
  useEffect(() => {
    const isOwn = written.current === firstSearch;
    written.current = firstSearch;
    setDraft((before) => {
      const isAhead = before !== null && writeSearch({ origin, isDefault }, before) !== firstSearch;
      return isOwn && isAhead ? before : null;
    });
  }, [firstSearch, origin, isDefault]);
  useEffect(() => {
    if (draft === null || rested !== search || rested === written.current) return;
    written.current = rested;
    startTransition(() => router.replace(`${pathname}${rested}`, { scroll: false }));
  }, [draft, rested, search, pathname, router]);

  const change = ({ id, value: own }: Parameter, value: number) => {
    const { [id]: _, ...others } = draft ?? changed;
    setDraft(value === own ? others : { ...others, [id]: value });
  };
  return { values: draft ?? changed, change, reset: () => setDraft({}), search, firstSearch };
}

/** The search part of a policy with changed numbers; empty for the default policy as it is. */
function writeSearch({ origin, isDefault }: Pick<PolicyNumbersProps, "origin" | "isDefault">, values: Values): string {
  const isPlain = isDefault && Object.keys(values).length === 0;
  return buildViewSearch({ ...plainView, policy: isPlain ? null : { version: origin, values } });
}
