"use client";

import { Plus, Undo2 } from "lucide-react";
import { useState } from "react";
import type { PolicyFault } from "#lib/verdict/policy/check-policy";
import {
  addRule,
  changeRule,
  getRuleStance,
  leaveOutRule,
  listLeftOut,
  restoreRule,
} from "#lib/verdict/policy/edit-draft";
import type { Rule } from "#lib/verdict/policy/policy";
import type { PolicyDraft } from "#lib/verdict/policy/policy-draft";
import type { CompletionData } from "@/components/query/query-completion";
import { Button } from "@/components/ui/button";
import { RuleEditor } from "./rule-editor";

const sides: readonly { readonly side: Rule["side"]; readonly title: string; readonly add: string }[] = [
  { side: "weak", title: "Signs of weakness: one that is true makes a company weak", add: "Add a sign of weakness" },
  {
    side: "resilient",
    title: "Tests of resilience: a resilient company passes all of them",
    add: "Add a test of resilience",
  },
];

export interface EditedRulesProps {
  readonly draft: PolicyDraft;
  /** The version that it is made from. */
  readonly shipped: Pick<PolicyDraft, "version" | "rules">;
  readonly faults: readonly PolicyFault[];
  readonly completion: CompletionData | null;
  readonly onChange: (draft: PolicyDraft) => void;
}

/** The rules of a policy by side, each to be changed, left out and taken back, with new ones at the end. */
export function EditedRules({ draft, shipped, faults, completion, onChange }: EditedRulesProps) {
  const [added, setAdded] = useState<string | null>(null);
  const leftOut = listLeftOut(draft, shipped);
  return (
    <div className="space-y-6">
      {sides.map(({ side, title, add }) => (
        <section key={side} aria-label={title.split(":")[0]} className="rounded-ui border bg-surface">
          <h3 className="border-b border-line-strong px-4 py-2 text-sm">{title}</h3>
          {draft.rules
            .filter((rule) => rule.side === side)
            .map((rule) => (
              <RuleEditor
                key={rule.id}
                rule={rule}
                stance={getRuleStance(draft, shipped, rule.id)}
                version={shipped.version}
                isOpenAtFirst={rule.id === added}
                faults={faults.filter(({ ruleId }) => ruleId === rule.id)}
                completion={completion}
                onChange={(change) => onChange(changeRule(draft, shipped, rule.id, change))}
                onRestore={() => onChange(restoreRule(draft, shipped, rule.id))}
                onLeaveOut={() => onChange(leaveOutRule(draft, rule.id))}
              />
            ))}
          {leftOut
            .filter((rule) => rule.side === side)
            .map((rule) => (
              <p
                key={rule.id}
                className="flex min-h-10 flex-wrap items-center gap-2 border-b px-4 py-1.5 text-sm text-ink-muted"
              >
                <span className="min-w-0 line-through">{rule.label}</span>
                <span className="font-mono text-2xs text-ink-faint">{rule.id}</span>
                <Button size="sm" variant="quiet" onClick={() => onChange(restoreRule(draft, shipped, rule.id))}>
                  <Undo2 size={13} aria-hidden />
                  Take back<span className="sr-only"> {rule.label}</span>
                </Button>
              </p>
            ))}
          <div className="px-4 py-2">
            <Button
              size="sm"
              onClick={() => {
                const next = addRule(draft, side);
                setAdded(next.id);
                onChange(next.draft);
              }}
            >
              <Plus size={13} aria-hidden />
              {add}
            </Button>
          </div>
        </section>
      ))}
    </div>
  );
}
