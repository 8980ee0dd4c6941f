"use client";

import { useState } from "react";
import type { PolicyFault } from "#lib/verdict/policy/check-policy";
import type { RuleChange, RuleStance } from "#lib/verdict/policy/edit-draft";
import type { Rule } from "#lib/verdict/policy/policy";
import type { CompletionData } from "@/components/query/query-completion";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Textarea } from "@/components/ui/textarea";
import { RuleText } from "./rule-text";

export interface RuleEditorProps {
  readonly rule: Rule;
  readonly stance: RuleStance;
  readonly version: number;
  readonly isOpenAtFirst: boolean;
  /** What is wrong with the rule. */
  readonly faults: readonly PolicyFault[];
  readonly completion: CompletionData | null;
  readonly onChange: (change: RuleChange) => void;
  readonly onRestore: () => void;
  readonly onLeaveOut: () => void;
}

const labelMax = 80;
const descriptionMax = 600;

/** One rule of a policy: its name and sentence, whom it speaks of, and its condition. Closed it is a line. */
export function RuleEditor({ rule, stance, version, isOpenAtFirst, faults, ...rest }: RuleEditorProps) {
  const { completion, onChange, onRestore, onLeaveOut } = rest;
  const [isOpen, setOpen] = useState(isOpenAtFirst);
  const others = faults.filter(({ part }) => part !== "applies" && part !== "formula");
  return (
    <details
      id={`rule-${rule.id}`}
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
      className="scroll-mt-16 border-b last:border-b-0"
    >
      <summary className="flex min-h-10 cursor-pointer flex-wrap items-center gap-x-2 gap-y-1 px-4 py-2 text-sm">
        <span className="min-w-0 break-words">{rule.label}</span>
        <span className="font-mono text-2xs text-ink-faint">{rule.id}</span>
        {stance === "as_shipped" ? null : <Badge tone="accent">{stance === "added" ? "Yours" : "Changed"}</Badge>}
        {faults.length === 0 ? null : <Badge tone="danger">Cannot be used</Badge>}
      </summary>
      {/* An editor for each of some fifty texts would be too much: only those that somebody looks at. */}
      {isOpen ? (
        <div className="space-y-3 px-4 pt-1 pb-4">
          <Field label="Name">
            <Input
              value={rule.label}
              maxLength={labelMax}
              autoComplete="off"
              onChange={({ target }) => onChange({ label: target.value })}
            />
          </Field>
          <Field
            label="What it says"
            hint="One sentence. {w1_cover} writes a number of the policy."
            error={others.map(({ message, hint }) => `${message} ${hint ?? ""}`).join(" ") || null}
          >
            <Textarea
              value={rule.description}
              maxLength={descriptionMax}
              rows={2}
              onChange={({ target }) => onChange({ description: target.value })}
            />
          </Field>
          <RuleText
            label="Speaks of companies with"
            placeholder="not (sector = financials)"
            value={rule.applies}
            faults={faults.filter(({ part }) => part === "applies")}
            completion={completion}
            onChange={(applies) => onChange({ applies })}
          />
          <RuleText
            label={rule.side === "weak" ? "Weak where" : "Passed where"}
            placeholder="interest_cover < 1.5"
            value={rule.formula}
            faults={faults.filter(({ part }) => part === "formula" || part === "favourable")}
            completion={completion}
            onChange={(formula) => onChange({ formula })}
          />
          <div className="flex flex-wrap gap-2">
            {stance === "changed" ? (
              <Button size="sm" onClick={onRestore}>
                As in version {version}
              </Button>
            ) : null}
            <Button size="sm" onClick={onLeaveOut}>
              Leave out
            </Button>
          </div>
        </div>
      ) : null}
    </details>
  );
}
