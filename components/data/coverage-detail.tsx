"use client";

import Link from "next/link";
import { useEffect, useState } from "react";
import type { SubjectAnswer } from "#lib/contract/coverage";
import { methodLabels } from "#lib/coverage/answer-coverage";
import { urlKeys } from "#lib/screen/url-key";
import { buildCompanyHref } from "#lib/screen/view-url";
import { formatCount, formatShareDown } from "#lib/util/number-text";
import { Skeleton } from "@/components/ui/skeleton";
import type { CoverageScope, CoverageView } from "./coverage-view";
import { reasonWords } from "./reason-words";

export interface CoverageDetailProps {
  readonly view: CoverageView;
  readonly scope: CoverageScope;
  readonly snapshot: string;
  /** What keeps a link on the data and the policy of the page. */
  readonly viewSearch: string;
}

/** How many tags, causes and companies stand in sight; the command line lists all. */
const listedMax = 12;

/** Why a fact or metric is missing, and where its figures come from: asked for when its row is opened. */
export function CoverageDetail({ view, scope, snapshot, viewSearch }: CoverageDetailProps) {
  const { id, scopes } = view;
  const [loaded, setLoaded] = useState<Loaded>({ state: "loading" });
  useEffect(() => {
    const controller = new AbortController();
    setLoaded({ state: "loading" });
    readSubject({ id, source: scope, snapshot }, viewSearch, controller.signal).then(
      (answer) => setLoaded({ state: "ready", answer }),
      () => {
        if (!controller.signal.aborted) setLoaded({ state: "failed" });
      },
    );
    return () => controller.abort();
  }, [id, scope, snapshot, viewSearch]);

  const reasons = scopes[scope].missing.map(([reason, count]) => `${formatCount(count)} ${reasonWords[reason]}`);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-x-8 gap-y-4 text-xs lg:grid-cols-[repeat(2,minmax(0,1fr))]">
      <p className="text-sm lg:col-span-2">
        <code className="mr-2 text-xs text-ink-muted">{id}</code>
        {formatCount(scopes[scope].known)} known
        {reasons.length === 0 ? ", none missing" : `, ${reasons.join(", ")}`}
      </p>
      {loaded.state === "loading" ? (
        <div className="grid gap-2" role="status">
          <span className="sr-only">Loading</span>
          <Skeleton className="w-72" />
          <Skeleton className="w-56" />
          <Skeleton className="w-64" />
        </div>
      ) : null}
      {loaded.state === "failed" ? (
        <p role="alert" className="text-danger">
          The details could not be read. Close the row and open it again; if that does not help, the server is not
          there.
        </p>
      ) : null}
      {loaded.state === "ready" ? <SubjectDetail answer={loaded.answer} viewSearch={viewSearch} /> : null}
    </div>
  );
}

type Loaded =
  | { readonly state: "loading" }
  | { readonly state: "failed" }
  | { readonly state: "ready"; readonly answer: SubjectAnswer };

/** The snapshot names its day, so of the view only its policy is left to ask for. */
async function readSubject(
  asked: Readonly<Record<"id" | "source" | "snapshot", string>>,
  viewSearch: string,
  signal: AbortSignal,
): Promise<SubjectAnswer> {
  const parameters = new URLSearchParams(viewSearch);
  parameters.delete(urlKeys.asOf);
  for (const [name, value] of Object.entries(asked)) parameters.set(name, value);
  const response = await fetch(`/api/v1/coverage?${parameters}`, { signal });
  if (!response.ok) throw new Error(`The server answered ${response.status}.`);
  return (await response.json()) as SubjectAnswer;
}

interface SubjectDetailProps {
  readonly answer: SubjectAnswer;
  readonly viewSearch: string;
}

function SubjectDetail({ answer: { answers, companies, subject }, viewSearch }: SubjectDetailProps) {
  return (
    <>
      {answers === null ? null : (
        <div className="grid content-start gap-4">
          <CountList
            title="Tags that its figures are made of"
            entries={answers.tags.map(({ tag, count, weight }) => ({ name: tag, isCode: true, count, weight }))}
          />
          <CountList
            title="How it was found"
            entries={answers.methods.map(({ method, count, weight }) => ({
              name: methodLabels[method],
              count,
              weight,
            }))}
          />
          <CountList
            title="Why it is missing"
            entries={answers.causes.map(({ cause, count, weight }) => ({ name: cause, count, weight }))}
          />
        </div>
      )}
      {companies.length === 0 ? (
        <p className="text-ink-muted">No company lacks it.</p>
      ) : (
        <div>
          <h3 className="mb-1 text-xs text-ink-muted">
            {companies.length > listedMax
              ? `The heaviest of ${formatCount(companies.length)} that lack it`
              : "Lacking it"}
          </h3>
          <ul className="grid gap-1">
            {companies.slice(0, listedMax).map(({ ticker, name, detail }) => (
              <li key={ticker}>
                <Link
                  href={buildCompanyHref(ticker, viewSearch)}
                  prefetch={false}
                  className="link mr-1.5 font-medium"
                  title={name}
                >
                  {ticker}
                </Link>
                <span className="text-ink-muted">{detail}</span>
              </li>
            ))}
          </ul>
          {companies.length > listedMax ? (
            <p className="mt-2 text-ink-muted">
              All of them: <code>npm run coverage -- --missing {subject.id}</code>
            </p>
          ) : null}
        </div>
      )}
    </>
  );
}

interface CountEntry {
  readonly name: string;
  readonly isCode?: boolean;
  readonly count: number;
  readonly weight: number;
}

function CountList({ title, entries }: { readonly title: string; readonly entries: readonly CountEntry[] }) {
  if (entries.length === 0) return null;
  const rest = entries.length - listedMax;
  return (
    <div>
      <h3 className="mb-1 text-xs text-ink-muted">{title}</h3>
      <dl className="grid grid-cols-[minmax(0,1fr)_auto_auto] gap-x-4 gap-y-0.5">
        {entries.slice(0, listedMax).map(({ name, isCode, count, weight }) => (
          <div key={name} className="contents">
            <dt className="min-w-0 wrap-anywhere">{isCode ? <code className="text-2xs">{name}</code> : name}</dt>
            <dd className="text-right">{formatCount(count)}</dd>
            <dd className="text-right text-ink-muted" title="Index weight">
              {formatShareDown(weight, 1)}
            </dd>
          </div>
        ))}
      </dl>
      {rest > 0 ? <p className="text-ink-muted">and {formatCount(rest)} more</p> : null}
    </div>
  );
}
