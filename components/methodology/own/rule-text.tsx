"use client";

import dynamic from "next/dynamic";
import { useId } from "react";
import type { PolicyFault } from "#lib/verdict/policy/check-policy";
import type { CompletionData } from "@/components/query/query-completion";
import { Skeleton } from "@/components/ui/skeleton";

const QueryEditor = dynamic(() => import("@/components/query/query-editor"), {
  ssr: false,
  loading: () => <Skeleton className="my-2 h-4 w-full" />,
});

export interface RuleTextProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** What is wrong with this text. */
  readonly faults: readonly PolicyFault[];
  readonly completion: CompletionData | null;
  readonly onChange: (text: string) => void;
}

/** A condition of a policy: the editor of the language, and under it what is wrong, each with its place. */
export function RuleText({ label, placeholder, value, faults, completion, onChange }: RuleTextProps) {
  const id = useId();
  // What was found in an earlier text has no place in this one.
  const shown = faults.filter(({ text }) => text === value);
  return (
    <div>
      <span aria-hidden className="mb-1 block text-xs font-medium">
        {label}
      </span>
      <div
        className={`min-h-8 rounded-ui border bg-surface px-2 focus-within:outline-2 focus-within:outline-accent ${
          shown.length > 0 ? "border-danger" : "border-edge"
        }`}
      >
        <QueryEditor
          id={id}
          label={label}
          describedBy={`${id}-said`}
          placeholderText={placeholder}
          value={value}
          errors={shown.map(({ message, span, hint }) => ({
            code: "unexpected",
            message,
            span,
            ...(hint === undefined ? {} : { hint }),
          }))}
          onValueChange={onChange}
          onSubmit={() => undefined}
          onBlur={() => undefined}
          completion={completion}
        />
      </div>
      <div id={`${id}-said`} aria-live="polite" className="text-xs text-danger">
        {shown.map(({ message, hint, span }) => (
          <p key={`${span.start} ${message}`} className="mt-1">
            {span.start > 0 ? `Character ${span.start + 1}: ` : ""}
            {message} {hint}
          </p>
        ))}
      </div>
    </div>
  );
}
