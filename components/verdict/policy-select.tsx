"use client";

import { useId } from "react";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { Select } from "@/components/ui/select";

/** A version of the policy, as a page offers it. The policies themselves are too much for a page's first load. */
export interface PolicyVersion {
  readonly version: string;
  readonly isDefault: boolean;
}

export interface PolicySelectProps {
  readonly versions: readonly PolicyVersion[];
  /** What judges now; null: the default policy as it is. */
  readonly policy: PolicyChoice | null;
  readonly onChange: (policy: PolicyChoice | null) => void;
  readonly className?: string;
}

/** Chooses the version of the policy by which the page judges. Changed numbers stay with the version that they are of. */
export function PolicySelect({ versions, policy, onChange, className }: PolicySelectProps) {
  const id = useId();
  const usual = versions.find(({ isDefault }) => isDefault)?.version ?? "";
  const shown = policy?.version ?? usual;
  const isChanged = policy !== null && Object.keys(policy.values).length > 0;
  return (
    <div className={className}>
      <label htmlFor={id} className="text-xs text-ink-muted">
        Judged by
      </label>
      <Select
        id={id}
        size="sm"
        value={shown}
        onChange={({ target: { value } }) => onChange(value === usual ? null : { version: value, values: {} })}
        className="w-auto!"
      >
        {versions.map(({ version }) => (
          <option key={version} value={version}>
            Policy version {version}
            {isChanged && version === shown ? ", changed" : version === usual ? ", usual" : ""}
          </option>
        ))}
      </Select>
    </div>
  );
}
