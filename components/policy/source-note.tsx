import type { MetricSource } from "#lib/metric/metric";
import { Badge } from "@/components/ui/badge";

const kindNames: Readonly<Record<MetricSource["kind"], string>> = {
  published: "Published",
  literature: "Literature",
  own_choice: "Our choice",
};

/** Where a formula or a limit comes from: the kind of source, and its text. */
export function SourceNote({ source }: { readonly source: MetricSource }) {
  return (
    <span className="text-ink-faint">
      <Badge className="mr-1">{kindNames[source.kind]}</Badge>
      {source.text}
    </span>
  );
}

const meanings: readonly (readonly [kind: MetricSource["kind"], meaning: string])[] = [
  ["published", "a public source states it"],
  ["literature", "known from the literature"],
  ["own_choice", "chosen by us; yours to change"],
];

/** What the kinds of source are. */
export function SourceKey() {
  return (
    <dl className="flex flex-wrap gap-x-6 gap-y-1 text-xs text-ink-muted">
      {meanings.map(([kind, meaning]) => (
        <div key={kind} className="flex items-center gap-2">
          <dt>
            <Badge>{kindNames[kind]}</Badge>
          </dt>
          <dd>{meaning}</dd>
        </div>
      ))}
    </dl>
  );
}
