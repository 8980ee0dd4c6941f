import { describeRule, type Policy, type Rule } from "#lib/verdict/policy/policy";
import { SourceNote } from "@/components/policy/source-note";
import { Badge } from "@/components/ui/badge";
import { Formula } from "./formula";

const sides: readonly { readonly side: Rule["side"]; readonly title: string; readonly lead: string }[] = [
  { side: "weak", title: "Signs of weakness", lead: "A company with one that is true is weak." },
  {
    side: "resilient",
    title: "Tests of resilience",
    lead: "A company is resilient when all that apply to it are true, and no sign of weakness is.",
  },
];

export interface PolicyRulesProps {
  readonly policy: Policy;
  /** Those of its rules that are listed. */
  readonly rules: readonly Rule[];
  /** What is to be said beside a rule's name, by its id. */
  readonly marks: ReadonlyMap<string, string>;
}

/** The rules as they are run. */
export function PolicyRules({ policy, rules, marks }: PolicyRulesProps) {
  return (
    <div className="space-y-6">
      {sides
        .filter(({ side }) => rules.some((rule) => rule.side === side))
        .map(({ side, title, lead }) => (
          <div key={side} className="rounded-ui border bg-surface">
            <div className="border-b border-line-strong px-4 py-2">
              <h3 className="text-sm">{title}</h3>
              <p className="text-xs text-ink-muted">{lead}</p>
            </div>
            {rules
              .filter((rule) => rule.side === side)
              .map((rule) => (
                <article
                  key={rule.id}
                  id={`rule-${rule.id}`}
                  className="grid scroll-mt-16 gap-x-6 gap-y-1 border-b px-4 py-3 last:border-b-0 md:grid-cols-[14rem_1fr]"
                >
                  <div>
                    <h4 className="text-sm">{rule.label}</h4>
                    <p className="font-mono text-2xs text-ink-faint">{rule.id}</p>
                    <RuleStandingMark text={marks.get(rule.id)} />
                  </div>
                  <div className="min-w-0 space-y-1 text-xs text-ink-muted">
                    <p className="text-sm text-pretty text-ink">{describeRule(rule, policy)}</p>
                    <Formula text={rule.formula} policy={policy} />
                    <p>
                      Speaks of companies with <code className="text-2xs">{rule.applies}</code>.
                    </p>
                    {rule.caveat === undefined ? null : (
                      <p className="text-pretty">
                        <strong className="font-medium text-ink">Known to mislead:</strong> {rule.caveat}
                      </p>
                    )}
                    <p className="text-pretty">
                      <SourceNote source={rule.source} />
                    </p>
                  </div>
                </article>
              ))}
          </div>
        ))}
    </div>
  );
}

function RuleStandingMark({ text }: { readonly text: string | undefined }) {
  return text === undefined ? null : (
    <p className="mt-1">
      <Badge>{text}</Badge>
    </p>
  );
}
