import Link from "next/link";
import { formatParameter } from "#lib/metric/parameter";
import { comparePolicies, type RuleStanding } from "#lib/verdict/policy/compare-policies";
import type { Policy, Rule } from "#lib/verdict/policy/policy";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { getVersionHref } from "./version-switch";

export interface VersionDifferencesProps {
  /** The version or the named policy that the page shows. */
  readonly shown: Policy;
  readonly other: Policy;
}

/** What the shown version shares with another one, and what differs. */
export function VersionDifferences({ shown, other }: VersionDifferencesProps) {
  const { standings, missing, numbers } = comparePolicies(shown, other);
  const pick = (standing: RuleStanding): readonly Rule[] =>
    shown.rules.filter(({ id }) => standings.get(id) === standing);
  const name = shown.named === undefined ? `version ${shown.version}` : `"${shown.named.name}"`;
  const rows = [
    { title: "The same in both, to the last number", rules: pick("same"), href: "" },
    { title: "In both, and judged in another way", rules: pick("different"), href: "" },
    { title: `Only in ${name}`, rules: pick("own"), href: "" },
    { title: `Only in version ${other.version}`, rules: missing, href: getVersionHref(other.version) },
  ];
  return (
    <div className="space-y-4">
      <dl className="divide-y rounded-ui border bg-surface">
        {rows.map(({ title, rules, href }) => (
          <div key={title} className="grid gap-x-6 gap-y-1 px-4 py-2.5 md:grid-cols-[14rem_1fr]">
            <dt className="text-sm font-medium">
              {title} <span className="font-normal text-ink-muted">({rules.length})</span>
            </dt>
            <dd className="text-sm text-pretty text-ink-muted">
              {rules.length === 0
                ? "None"
                : rules.map(({ id, label, side }, index) => (
                    <span key={id}>
                      {index === 0 ? "" : ", "}
                      <Link href={`${href}#rule-${id}`} prefetch={false} className="link">
                        {label}
                      </Link>
                      {side === "weak" ? " (weakness)" : ""}
                    </span>
                  ))}
            </dd>
          </div>
        ))}
      </dl>
      {numbers.length === 0 ? null : (
        <TableFrame label={`Numbers that differ between ${name} and version ${other.version}`}>
          <Table>
            <thead>
              <tr>
                <TableHeadCell>Number that both have</TableHeadCell>
                <TableHeadCell isNumber>{shown.named?.name ?? `Version ${shown.version}`}</TableHeadCell>
                <TableHeadCell isNumber>Version {other.version}</TableHeadCell>
              </tr>
            </thead>
            <tbody>
              {numbers.map(({ ours, theirs }) => (
                <TableRow key={ours.id}>
                  <TableCell>
                    <a href={`#parameter-${ours.id}`} className="link">
                      {ours.label}
                    </a>
                  </TableCell>
                  <TableCell isNumber className="font-medium whitespace-nowrap">
                    {formatParameter(ours.value, ours.format)}
                  </TableCell>
                  <TableCell isNumber className="whitespace-nowrap text-ink-muted">
                    {formatParameter(theirs.value, theirs.format)}
                  </TableCell>
                </TableRow>
              ))}
            </tbody>
          </Table>
        </TableFrame>
      )}
    </div>
  );
}
