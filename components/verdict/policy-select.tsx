"use client";

import Link from "next/link";
import { useId } from "react";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { readSlug, writeSlug } from "#lib/verdict/policy/policy-slug";
import { Select } from "@/components/ui/select";

/** A version of the policy, as a page offers it. The policies themselves are too much for a page's first load. */
export interface PolicyVersion {
  readonly version: string;
  readonly isDefault: boolean;
}

/** A policy that the visitor made. */
export interface OwnPolicy {
  readonly slug: string;
  readonly name: string;
}

export interface PolicySelectProps {
  readonly versions: readonly PolicyVersion[];
  readonly own: readonly OwnPolicy[];
  /** What judges now; null: the default policy as it is. */
  readonly policy: PolicyChoice | null;
  /** What the named policy is called that judges now, which may be somebody else's; null for a shipped one. */
  readonly judgedName: string | null;
  readonly onChange: (policy: PolicyChoice | null) => void;
  readonly className?: string;
}

/**
 * Chooses the policy by which the page judges: a version, or one of the visitor's own. Changed numbers stay with the policy
 * that they are of.
 */
export function PolicySelect({ versions, own, policy, judgedName, onChange, className }: PolicySelectProps) {
  const id = useId();
  const usual = versions.find(({ isDefault }) => isDefault)?.version ?? "";
  const shown = policy?.version ?? usual;
  const shownSlug = readSlug(shown);
  const isChanged = policy !== null && Object.keys(policy.values).length > 0;
  const isForeign = shownSlug !== null && !own.some(({ slug }) => slug === shownSlug);
  return (
    <div className={className}>
      <span className="flex items-baseline gap-2 text-xs text-ink-muted">
        <label htmlFor={id}>Judged by</label>
        <Link href="/policies" prefetch={false} className="link">
          Your policies
        </Link>
      </span>
      <Select
        id={id}
        size="sm"
        value={shown}
        onChange={({ target: { value } }) => onChange(value === usual ? null : { version: value, values: {} })}
        className="w-auto! max-w-48"
      >
        {versions.map(({ version }) => (
          <option key={version} value={version}>
            Policy version {version}
            {isChanged && version === shown ? ", changed" : version === usual ? ", usual" : ""}
          </option>
        ))}
        {own.length === 0 ? null : (
          <optgroup label="Your policies">
            {own.map(({ slug, name }) => (
              <option key={slug} value={writeSlug(slug)}>
                {name}
                {isChanged && slug === shownSlug ? ", changed" : ""}
              </option>
            ))}
          </optgroup>
        )}
        {isForeign ? (
          <option value={shown}>
            {judgedName ?? shown}
            {isChanged ? ", changed" : ""}
          </option>
        ) : null}
      </Select>
    </div>
  );
}
