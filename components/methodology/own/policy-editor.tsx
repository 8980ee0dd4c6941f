"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import type { Parameter } from "#lib/metric/parameter";
import { buildViewSearch, plainView } from "#lib/screen/view-url";
import type { PolicyFault } from "#lib/verdict/policy/check-policy";
import type { PolicyDraft, WrittenPolicy } from "#lib/verdict/policy/policy-draft";
import { writeSlug } from "#lib/verdict/policy/policy-slug";
import { MovesList, MovesSummary } from "@/components/methodology/policy-moves-view";
import { PolicyNumber } from "@/components/policy/policy-number";
import type { CompletionData } from "@/components/query/query-completion";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { Notice } from "@/components/ui/notice";
import { EditedRules } from "./edited-rules";
import { RuleText } from "./rule-text";
import { type KeptPolicy, type SavePolicy, SavePolicyButtons } from "./save-policy";
import { useDraft } from "./use-draft";
import { type TryPolicy, useTriedPolicy } from "./use-tried-policy";

export interface PolicyEditorProps {
  /** Where the editing begins. */
  readonly start: PolicyDraft;
  /** What it is called; empty for a shipped version. */
  readonly name: string;
  /** What the address names: `2` or `@slug`. */
  readonly asked: string;
  /** The version that it is made from, as it is shipped. */
  readonly shipped: WrittenPolicy;
  readonly own: KeptPolicy | null;
  readonly isSignedIn: boolean;
  /** The texts that the data have, by column, for completion. */
  readonly texts: Readonly<Record<string, readonly string[]>>;
  readonly tryPolicy: TryPolicy;
  readonly save: SavePolicy;
}

const noFaults: readonly PolicyFault[] = [];

/** A policy to change: its rules and numbers, and beside them at once who changes verdict or what is wrong. */
export function PolicyEditor({
  start,
  name,
  asked,
  shipped,
  own,
  isSignedIn,
  texts,
  tryPolicy,
  save,
}: PolicyEditorProps) {
  const { draft, isChanged, change, discard } = useDraft(start, `${asked} ${own?.revision ?? ""}`.trim());
  const { tried, isBehind, problem } = useTriedPolicy(draft, tryPolicy);
  const completion = useCompletion(shipped.version, texts);
  const faults = tried?.faults ?? noFaults;
  const isUsable = tried !== null && faults.length === 0 && !isBehind && problem === null;
  const version = { version: String(shipped.version), values: {} };
  const changeNumber = ({ id, value: usual }: Parameter, value: number) => {
    const { [id]: _, ...others } = draft.numbers;
    change({ ...draft, numbers: value === usual ? others : { ...others, [id]: value } });
  };
  return (
    <div className="grid items-start gap-6 xl:grid-cols-[minmax(0,1fr)_24rem]">
      <div className="min-w-0 space-y-6 max-xl:order-2">
        <section aria-label="Whom the policy judges" className="rounded-ui border bg-surface px-4 py-3">
          <RuleText
            label="Judges companies with"
            placeholder="not shell"
            value={draft.applies}
            faults={faults.filter(({ ruleId, part }) => ruleId === null && part === "applies")}
            completion={completion}
            onChange={(applies) => change({ ...draft, applies })}
          />
        </section>
        <EditedRules draft={draft} shipped={shipped} faults={faults} completion={completion} onChange={change} />
        <details className="rounded-ui border bg-surface">
          <summary className="cursor-pointer px-4 py-2 text-sm">
            Numbers of version {shipped.version}
            <span className="text-ink-muted">
              {" "}
              ({Object.keys(draft.numbers).length} of {shipped.parameters.length} changed)
            </span>
          </summary>
          <ul aria-label="Numbers of the policy" className="border-t">
            {shipped.parameters.map((parameter) => (
              <PolicyNumber
                key={parameter.id}
                parameter={parameter}
                value={draft.numbers[parameter.id] ?? parameter.value}
                onChange={(value) => changeNumber(parameter, value)}
              />
            ))}
          </ul>
        </details>
      </div>
      <div className="min-w-0 max-xl:contents xl:sticky xl:top-[calc(var(--header-height)+1rem)] xl:max-h-[calc(100dvh-var(--header-height)-2rem)] xl:overflow-y-auto">
        <section
          aria-label="Verdicts before and after"
          className="space-y-3 rounded-ui border bg-surface p-3 max-xl:order-1"
        >
          {tried?.moves == null ? (
            <p aria-live="polite" className="text-sm text-ink-muted">
              {tried === null
                ? "The companies are being judged."
                : faults.length > 0
                  ? "Once the rules can be used, you see here who changes verdict."
                  : "No data are loaded, so there are no companies to judge."}
            </p>
          ) : (
            <MovesSummary moves={tried.moves} isBehind={isBehind} />
          )}
          <FaultList faults={faults} />
          {problem === null ? null : (
            <Notice tone="danger" title="These rules were not tried">
              {problem}
            </Notice>
          )}
          <SavePolicyButtons
            draft={draft}
            name={name}
            own={own}
            isSignedIn={isSignedIn}
            isUsable={isUsable}
            here={`/policies/edit?policy=${encodeURIComponent(asked)}`}
            save={save}
            onSaved={discard}
          />
          <div className="flex flex-wrap gap-2">
            <Button size="sm" disabled={!isChanged} onClick={discard}>
              Discard changes
            </Button>
            {own === null ? null : (
              <Link
                href={`/screen${buildViewSearch({ ...plainView, policy: { version: writeSlug(own.slug), values: {} } })}`}
                prefetch={false}
                className={getButtonClass("secondary", "sm")}
              >
                Screen by the saved policy
              </Link>
            )}
          </div>
        </section>
        {tried?.moves == null || tried.moves.moves.length === 0 ? null : (
          <section aria-label="Who changes verdict" className="mt-4 max-xl:order-3 max-xl:mt-0">
            <MovesList
              moves={tried.moves}
              isBehind={isBehind}
              viewSearch={buildViewSearch({ ...plainView, policy: version })}
            />
          </section>
        )}
      </div>
    </div>
  );
}

/** What is wrong, each with the way to its rule. */
function FaultList({ faults }: { readonly faults: readonly PolicyFault[] }) {
  if (faults.length === 0) return null;
  return (
    <Notice tone="danger" title={faults.length === 1 ? "One thing is wrong" : `${faults.length} things are wrong`}>
      <ul className="space-y-1">
        {faults.map(({ ruleId, part, message, span }) => (
          <li key={`${ruleId} ${part} ${span.start} ${message}`} className="break-words">
            {ruleId === null ? (
              part === "applies" ? (
                "Whom it judges: "
              ) : (
                ""
              )
            ) : (
              <a href={`#rule-${ruleId}`}>{ruleId}: </a>
            )}
            {message}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

/** What completes a rule, once it is there: the names of the language are too much for the page's first load. */
function useCompletion(version: number, texts: PolicyEditorProps["texts"]): CompletionData | null {
  const [completion, setCompletion] = useState<CompletionData | null>(null);
  useEffect(() => {
    let isWanted = true;
    import("./policy-completion").then(
      ({ buildPolicyCompletion }) => {
        if (isWanted) setCompletion(buildPolicyCompletion(version, texts));
      },
      // The editor goes on working without it.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [version, texts]);
  return completion;
}
