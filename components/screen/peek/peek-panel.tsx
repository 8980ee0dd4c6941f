"use client";

import { Eye, SquareArrowOutUpRight, X } from "lucide-react";
import Link from "next/link";
import { useMemo } from "react";
import { formatValue, missingMeanings } from "#lib/metric/format";
import { labelText } from "#lib/metric/text-label";
import { buildCompanyHref } from "#lib/screen/view-url";
import type { ShortRule } from "#lib/verdict/explain";
import { type Peek, type PeekFigure, peekAt } from "#lib/workbench/peek";
import type { Workbench } from "#lib/workbench/workbench";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { getButtonClass } from "@/components/ui/button-class";
import { IconButton } from "@/components/ui/icon-button";
import { Skeleton } from "@/components/ui/skeleton";
import { RuleMark } from "@/components/verdict/rule-mark";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { PeekFrame } from "./peek-frame";

export interface PeekPanelProps {
  readonly ticker: string;
  /** Null: the data have not arrived. */
  readonly workbench: Workbench | null;
  readonly isLost: boolean;
  /** What keeps a link to the company on the data and the policy of the table. */
  readonly viewSearch: string;
  readonly onWatch: (anchor: HTMLElement) => void;
  readonly onClose: () => void;
}

/** A company at a glance, beside the table that it stands in: from what the browser holds, without a request. */
export function PeekPanel({ ticker, workbench, isLost, viewSearch, onWatch, onClose }: PeekPanelProps) {
  const target = workbench?.target ?? null;
  const peek = useMemo(() => (target === null ? null : peekAt(target, ticker)), [target, ticker]);
  return (
    <PeekFrame label={`${ticker} at a glance`}>
      <div className="flex items-start gap-2 border-b py-2.5 pr-2 pl-4">
        <div className="min-w-0 flex-1">
          <h2 className="truncate text-base" title={peek?.name}>
            {peek?.name ?? ticker}
          </h2>
          <p className="truncate text-xs text-ink-muted">
            {ticker}
            {peek?.sector ? `, ${peek.sector}` : ""}
          </p>
        </div>
        <IconButton size="sm" label="Close" title="Close (Space)" onClick={onClose}>
          <X size={14} aria-hidden />
        </IconButton>
      </div>
      <section
        aria-label="Verdict, figures and rules"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
        tabIndex={0}
        className="min-h-0 flex-1 overflow-y-auto overscroll-contain px-4 py-3 -outline-offset-2"
      >
        {peek === null ? <NoPeek ticker={ticker} isWaiting={target === null && !isLost} isLost={isLost} /> : null}
        {peek === null ? null : <PeekContent peek={peek} />}
      </section>
      <div className="flex gap-2 border-t px-4 py-2.5">
        <Link
          href={buildCompanyHref(ticker, viewSearch)}
          prefetch={false}
          className={getButtonClass("primary", "sm")}
          title="Open the company (Enter)"
        >
          <SquareArrowOutUpRight size={14} aria-hidden />
          Open
        </Link>
        <Button
          size="sm"
          aria-haspopup="menu"
          title="Add to a watchlist (w)"
          onClick={(event) => onWatch(event.currentTarget)}
        >
          <Eye size={14} aria-hidden />
          Watch
        </Button>
      </div>
    </PeekFrame>
  );
}

interface NoPeekProps {
  readonly ticker: string;
  readonly isWaiting: boolean;
  readonly isLost: boolean;
}

function NoPeek({ ticker, isWaiting, isLost }: NoPeekProps) {
  if (isWaiting) return <Skeleton className="h-40 w-full" />;
  return (
    <p className="text-ink-muted">
      {isLost
        ? "The data did not arrive in the browser. Open the company to see what the server knows of it."
        : `${ticker} is not in these data.`}
    </p>
  );
}

function PeekContent({ peek: { explanation, figures } }: { readonly peek: Peek }) {
  const { verdict, isProvisional, isFragile, sentence, rules } = explanation;
  return (
    <>
      <div aria-live="polite">
        <div className="flex flex-wrap items-center gap-2">
          <VerdictBadge verdict={verdict} isProvisional={isProvisional} />
          {isFragile ? <Badge tone="notice">Fragile</Badge> : null}
        </div>
        <p className="mt-2 text-pretty">{sentence}</p>
      </div>
      <h3 className="mt-4 text-sm">Key figures</h3>
      <dl className="mt-1 text-xs">
        {figures.map(({ head, value }) => (
          <div key={head.expression} className="flex min-h-6 items-baseline justify-between gap-3 border-b py-1">
            <dt className="text-ink-muted" title={head.description ?? undefined}>
              {head.label}
            </dt>
            <dd className="text-right font-medium">
              <FigureText figure={{ head, value }} />
            </dd>
          </div>
        ))}
      </dl>
      {listSides(rules).map((side) => (
        <RuleGroup key={side} side={side} rules={rules} />
      ))}
    </>
  );
}

/** A figure with its unit, or why there is none in words. */
function FigureText({ figure: { head, value } }: { readonly figure: PeekFigure }) {
  if (value.type === "text") return labelText(head.expression, value.value);
  if (value.type !== "missing") return formatValue(value, head.format);
  const meaning = missingMeanings[value.reason];
  const [short = meaning] = meaning.split(":");
  return (
    <span className="font-normal text-ink-faint" title={meaning}>
      {short}
    </span>
  );
}

type Side = ShortRule["rule"]["side"];

/** The side that settles the verdict first. */
function listSides(rules: readonly ShortRule[]): readonly Side[] {
  const isByWeak = rules.some(({ isDecisive, rule }) => isDecisive && rule.side === "weak");
  return isByWeak ? ["weak", "resilient"] : ["resilient", "weak"];
}

const sideTitles: Readonly<Record<Side, string>> = {
  weak: "Signs of weakness",
  resilient: "Tests of resilience",
};

/** Rules that speak of the company: what they say in a word, and for those that settle the verdict why. */
function RuleGroup({ side, rules }: { readonly side: Side; readonly rules: readonly ShortRule[] }) {
  const speaking = rules.filter(({ rule, state }) => rule.side === side && state !== "not_applicable");
  if (speaking.length === 0) return null;
  const ordered = speaking.toSorted((left, right) => Number(right.isDecisive) - Number(left.isDecisive));
  return (
    <>
      <h3 className="mt-4 text-sm">{sideTitles[side]}</h3>
      <ul className="mt-1 text-xs">
        {ordered.map(({ rule, state, sentence }) => (
          <li key={rule.id} className="flex gap-2 border-b py-1 last:border-b-0">
            <span className="w-22 shrink-0 whitespace-nowrap">
              <RuleMark side={side} state={state} />
            </span>
            <span className="min-w-0 flex-1 leading-5">
              {rule.label}
              {sentence === null ? null : (
                <span className="block leading-4 text-pretty text-ink-muted">{sentence}</span>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
