import { keepPer } from "#lib/util/keep-per";
import type { Policy } from "#lib/verdict/policy/policy";
import { listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { joinClasses } from "@/components/ui/class-names";

/** Where the page explains the names of a policy: its metrics and its numbers. */
const getPlaces = keepPer(
  (policy: Policy): ReadonlyMap<string, string> =>
    new Map([
      ...listPolicyMetrics(policy).map(({ id }) => [id, `#metric-${id}`] as const),
      ...policy.parameters.map(({ id }) => [id, `#parameter-${id}`] as const),
    ]),
);

export interface FormulaProps {
  readonly text: string;
  /** Whose names the formula is written in. */
  readonly policy: Policy;
  readonly className?: string;
}

/** A formula in the language, as it is run; names that the page explains lead to their place. */
export function Formula({ text, policy, className }: FormulaProps) {
  const places = getPlaces(policy);
  let at = 0;
  const parts = text.split(/\b([a-z][a-z0-9_]*)\b/).map((part) => {
    const start = at;
    at += part.length;
    return { part, start, href: places.get(part) };
  });
  return (
    <code
      className={joinClasses(
        "block rounded-ui bg-sunken px-2 py-1 text-2xs leading-relaxed break-words whitespace-pre-wrap text-ink-muted",
        className,
      )}
    >
      {parts.map(({ part, start, href }) =>
        href === undefined ? (
          part
        ) : (
          <a key={start} href={href} className="underline decoration-line-strong underline-offset-2 hover:text-accent">
            {part}
          </a>
        ),
      )}
    </code>
  );
}
