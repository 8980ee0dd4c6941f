"use client";

import Link from "next/link";
import { useState } from "react";
import type { PolicyMoves } from "#lib/contract/policy-moves";
import { buildCompanyHref } from "#lib/screen/view-url";
import { formatCount } from "#lib/util/number-text";
import { type Verdict, verdictIds, verdictLabels } from "#lib/verdict/verdict";
import { Button } from "@/components/ui/button";
import { joinClasses } from "@/components/ui/class-names";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { VerdictMark } from "@/components/verdict/verdict-mark";

export interface MovesSummaryProps {
  readonly moves: PolicyMoves;
  readonly isBehind: boolean;
}

/** How many companies each policy judges as what, one above the other, with what the second changes. */
export function MovesSummary({ moves: { before, after, moves }, isBehind }: MovesSummaryProps) {
  const [beforeName, afterName] = nameSides({ before, after });
  const isSame = beforeName === afterName;
  return (
    <div aria-busy={isBehind} className={joinClasses("transition-opacity", isBehind && "opacity-60")}>
      <p aria-live="polite" className="text-sm font-medium">
        {isSame
          ? "Move a number to see at once who changes verdict."
          : moves.length === 0
            ? `No company changes its verdict from ${beforeName} to ${afterName}.`
            : `${formatCount(moves.length)} ${moves.length === 1 ? "company changes its" : "companies change their"} verdict`}
      </p>
      <table className="mt-2 w-full text-xs">
        <thead>
          <tr className="text-ink-muted">
            <th scope="col" className="pb-1 text-left font-medium">
              Verdict
            </th>
            <th scope="col" className="pb-1 text-right font-medium">
              {capitalise(beforeName)}
            </th>
            {isSame ? null : (
              <>
                <th scope="col" className="pb-1 text-right font-medium">
                  {capitalise(afterName)}
                </th>
                <th scope="col" className="w-16 pb-1 text-right font-medium">
                  Change
                </th>
              </>
            )}
          </tr>
        </thead>
        <tbody>
          {verdictIds.map((verdict) => {
            const change = after.counts[verdict] - before.counts[verdict];
            return (
              <tr key={verdict} className="border-t">
                <th scope="row" className="py-1 text-left font-normal">
                  <span className="inline-flex items-center gap-1.5">
                    <VerdictMark verdict={verdict} size={9} />
                    {verdictLabels[verdict]}
                  </span>
                </th>
                <td className="py-1 text-right">{formatCount(before.counts[verdict])}</td>
                {isSame ? null : (
                  <>
                    <td className="py-1 text-right font-medium">{formatCount(after.counts[verdict])}</td>
                    <td className={joinClasses("py-1 text-right", change === 0 ? "text-ink-faint" : "font-medium")}>
                      {change === 0 ? "–" : `${change > 0 ? "+" : "−"}${formatCount(Math.abs(change))}`}
                    </td>
                  </>
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** What the two policies are called: versions by their number, named ones by their name, what is tried as the reader's own. */
function nameSides({ before, after }: Pick<PolicyMoves, "before" | "after">): readonly [string, string] {
  if (Object.keys(after.changed).length > 0) return [nameSide(before), "your numbers"];
  return [nameSide(before), after.named?.slug === null ? "your rules" : nameSide(after)];
}

function nameSide({ version, named }: PolicyMoves["after"]): string {
  return named === undefined ? `version ${version}` : `"${named.name}"`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const shownAtFirst = 12;

type Move = PolicyMoves["moves"][number];

export interface MovesListProps extends MovesSummaryProps {
  /** What keeps a link to a company on the policy that is tried. */
  readonly viewSearch: string;
}

/** Who changes verdict, by name: grouped by the change, the most frequent first, heaviest companies first. */
export function MovesList({ moves: { moves }, isBehind, viewSearch }: MovesListProps) {
  const groups = groupMoves(moves);
  return (
    <div aria-busy={isBehind} className={joinClasses("space-y-4 transition-opacity", isBehind && "opacity-60")}>
      {groups.map((group) => (
        <MoveGroup key={`${group.from} ${group.to}`} {...group} viewSearch={viewSearch} />
      ))}
    </div>
  );
}

interface MoveGroupProps {
  readonly from: Verdict;
  readonly to: Verdict;
  readonly moves: readonly Move[];
}

function MoveGroup({ from, to, moves, viewSearch }: MoveGroupProps & { readonly viewSearch: string }) {
  const [isWhole, setWhole] = useState(false);
  const shown = isWhole ? moves : moves.slice(0, shownAtFirst);
  return (
    <section aria-label={`From ${verdictLabels[from].toLowerCase()} to ${verdictLabels[to].toLowerCase()}`}>
      <h4 className="flex flex-wrap items-center gap-2 text-sm">
        <VerdictBadge verdict={from} />
        <span aria-hidden>→</span>
        <span className="sr-only">to</span>
        <VerdictBadge verdict={to} />
        <span className="text-ink-muted">{formatCount(moves.length)}</span>
      </h4>
      <ul className="mt-1 divide-y rounded-ui border bg-surface text-xs">
        {shown.map((move) => (
          <li key={move.ticker} className="px-3 py-1.5">
            <p className="flex items-baseline gap-2">
              <Link href={buildCompanyHref(move.ticker, viewSearch)} prefetch={false} className="link font-medium">
                {move.ticker}
              </Link>
              <span className="min-w-0 truncate">{move.name}</span>
            </p>
            <p className="text-pretty text-ink-muted">{explainMove(move)}</p>
          </li>
        ))}
      </ul>
      {moves.length > shown.length ? (
        <Button size="sm" variant="quiet" className="mt-1" onClick={() => setWhole(true)}>
          Show all {formatCount(moves.length)}
        </Button>
      ) : null}
    </section>
  );
}

function groupMoves(moves: readonly Move[]): readonly MoveGroupProps[] {
  const groups = new Map<string, { from: Verdict; to: Verdict; moves: Move[] }>();
  for (const move of moves) {
    const key = `${move.from} ${move.to}`;
    const group = groups.get(key) ?? { from: move.from, to: move.to, moves: [] };
    group.moves.push(move);
    groups.set(key, group);
  }
  return [...groups.values()].toSorted((left, right) => right.moves.length - left.moves.length);
}

const nowWords: Readonly<Record<Verdict, string>> = {
  resilient: "Passes every test",
  mixed: "Fails",
  weak: "Now",
  not_rated: "Open",
};

const goneWords: Readonly<Record<Verdict, string>> = {
  resilient: "",
  mixed: "No longer failed",
  weak: "No longer",
  not_rated: "No longer open",
};

/** The rules that settle the new verdict, and those of the old one that no longer do. */
function explainMove({ from, to, now, gone }: Move): string {
  const settles =
    now.length === 0 ? (to === "resilient" ? `${nowWords.resilient}.` : "") : `${nowWords[to]}: ${now.join(", ")}.`;
  const unsettles = gone.length === 0 ? "" : `${goneWords[from]}: ${gone.join(", ")}.`;
  return [settles, unsettles].filter((part) => part !== "").join(" ");
}
