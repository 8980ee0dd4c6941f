"use client";

import { useCallback, useMemo, useRef, useState } from "react";
import type { ScreenError } from "#lib/screen/run/screen-expressions";
import { formatScreenUrl } from "#lib/screen/screen-url";
import { fail, type Result } from "#lib/util/result";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import type { NamedPolicy } from "#lib/verdict/policy/policy-draft";
import type { MetricSubject } from "#lib/workbench/column/metric-subject";
import { createSentRows, type SentRow, type TableRows } from "#lib/workbench/column/table-model";
import type { Clause } from "#lib/workbench/filter/clause";
import type { ClauseView } from "#lib/workbench/filter/clause-view";
import { chooseText, editClause, startClause } from "#lib/workbench/filter/filter-edit";
import { readFilter } from "#lib/workbench/filter/read-filter";
import { formatPageUrl, type PageState } from "#lib/workbench/page-url";
import type { ScreenView, Workbench } from "#lib/workbench/workbench";
import type { ScreenActions } from "./screen-actions";
import type { ScreenedList } from "./screened-list";
import { useLoadedPolicy } from "./use-loaded-policy";
import { type ChangeMode, type ScreenUrl, useScreenUrl } from "./use-screen-url";
import { useServerAnswer } from "./use-server-answer";
import { type SnapshotState, useSnapshot } from "./use-snapshot";

/** The server's answer: the result for the screen of the URL with its first rows, or what is wrong with it. */
export interface FirstAnswer extends PageState {
  /** What the named policy of the screen says; null where a shipped one judges. */
  readonly named: NamedPolicy | null;
  readonly result: Result<
    {
      readonly view: ScreenView;
      /** A list of SentRow as JSON: one text passes faster than the thousands of objects in it. */
      readonly rows: string;
      readonly rowCount: number;
    },
    readonly ScreenError[]
  >;
}

export interface ScreenerState extends ScreenUrl {
  readonly workbench: Workbench | null;
  /** The workbench under the screen's policy and scenario, without its own metrics, for trying others. */
  readonly base: Workbench | null;
  /** `base` on the figures as reported: the same where there is no scenario. */
  readonly reported: Workbench | null;
  /** The policy of the screen, a named one with what it says as soon as that is here; null for the default one. */
  readonly policy: PolicyChoice | null;
  readonly snapshot: SnapshotState;
  readonly retry: () => void;
  /** The newest result there is; null when no screen could be run so far. */
  readonly view: ScreenView | null;
  readonly rows: TableRows;
  readonly clauses: readonly ClauseView[];
  readonly errors: readonly ScreenError[];
  /** There is no result of this screen yet, it is on its way; `view` is that of an earlier one and `rows` have to come. */
  readonly isBehind: boolean;
  /** There is no result of this screen and none on its way: neither the browser nor the server could give it. */
  readonly isLost: boolean;
  readonly editClause: (before: Clause, after: Clause | null, mode: ChangeMode) => void;
  readonly addFilter: (subject: Pick<MetricSubject, "id" | "type">) => void;
  readonly chooseText: (id: string, text: string) => void;
  readonly clearFilter: () => void;
}

interface Shown {
  readonly view: ScreenView;
  readonly rows: TableRows;
}

const noRows = createSentRows([], 0);
const nobody: readonly number[] = [];

/** A screenful of rows that have yet to arrive. */
const waitingRows = createSentRows([], 24);

/** Brings URL, data and filter together: what the page shows, and what can be done to it. `list`: of whom; null for all. */
export function useScreener(
  snapshotHash: string,
  first: FirstAnswer,
  readPolicy: ScreenActions["readPolicy"],
  list: Pick<ScreenedList, "rows" | "rowsByTag"> | null = null,
): ScreenerState {
  const url = useScreenUrl();
  const { screen, show, tag, change } = url;
  const rows = list === null ? null : tag === null ? list.rows : (list.rowsByTag.get(tag) ?? nobody);
  const { scenario, metrics } = screen;
  const { policy, isLoading, problem } = useLoadedPolicy(screen.policy, first.named, readPolicy);
  const { state: snapshot, retry } = useSnapshot(snapshotHash);
  const whole = snapshot.status === "ready" ? snapshot.workbench : null;
  const opened = useMemo(() => (rows === null ? whole : (whole?.restrictTo(rows) ?? null)), [whole, rows]);
  const asked = isLoading || problem !== null ? null : opened;
  const judged = useMemo(() => asked?.extend({ policy, scenario }) ?? null, [asked, policy, scenario]);
  const base = judged?.ok ? judged.value : opened;
  const reported = useMemo(() => {
    const extendedBy = asked?.extend({ policy }) ?? null;
    return extendedBy?.ok ? extendedBy.value : null;
  }, [asked, policy]);
  const extended = useMemo(
    () => asked?.extend({ policy, scenario, metrics }) ?? null,
    [asked, policy, scenario, metrics],
  );
  // Where the screen's own metrics are wrong the page goes on with all other names.
  const workbench = extended?.ok ? extended.value : base;
  const [pending, setPending] = useState<readonly Clause[]>([]);

  const sent = useMemo(
    () =>
      first.result.ok
        ? {
            view: first.result.value.view,
            rows: createSentRows(
              JSON.parse(first.result.value.rows) as readonly SentRow[],
              first.result.value.rowCount,
            ),
          }
        : null,
    [first],
  );
  const live = useMemo(() => {
    if (problem !== null) return fail([describeMissingPolicy(problem)]);
    if (isLoading) return null;
    return extended?.ok === false ? extended : (workbench?.run(screen, show, pending) ?? null);
  }, [problem, isLoading, extended, workbench, screen, show, pending]);
  const address = formatQuestion({ screen, show, tag });
  const isSent = formatQuestion(first) === address;
  const answer: Result<Shown | null, readonly ScreenError[]> =
    live ?? (isSent && !first.result.ok ? first.result : { ok: true, value: isSent ? sent : null });

  const last = useRef<Shown | null>(sent);
  if (answer.ok && answer.value !== null) last.current = answer.value;
  const shown = last.current;
  const isMissing = answer.ok && answer.value === null;
  const isLost = useServerAnswer(isMissing && snapshot.status === "failed" ? address : null);

  const order = useRef<string[]>([]);
  const clauses = useMemo(
    () => sortClauses(isMissing ? [] : (shown?.view.clauses ?? []), order.current),
    [shown, isMissing],
  );

  const edit = useCallback(
    (before: Clause, after: Clause | null, mode: ChangeMode) => {
      if (workbench === null) return;
      const result = editClause(readFilter(screen.query), pending, before, after, workbench.context);
      setPending(result.pending);
      change({ query: result.query }, mode);
    },
    [workbench, screen.query, pending, change],
  );
  const addFilter = useCallback((subject: Pick<MetricSubject, "id" | "type">) => {
    setPending((before) => [...before, startClause(subject)]);
  }, []);
  const choose = useCallback(
    (id: string, text: string) => {
      if (workbench !== null) change({ query: chooseText(readFilter(screen.query), id, text, workbench.context) });
    },
    [workbench, screen.query, change],
  );
  const clearFilter = useCallback(() => {
    setPending([]);
    change({ query: "" });
  }, [change]);

  return {
    ...url,
    workbench,
    base,
    reported,
    policy,
    snapshot,
    retry,
    view: shown?.view ?? null,
    rows: isMissing ? waitingRows : (shown?.rows ?? noRows),
    clauses,
    errors: answer.ok ? [] : answer.error,
    isBehind: isMissing && !isLost,
    isLost,
    editClause: edit,
    addFilter,
    chooseText: choose,
    clearFilter,
  };
}

function describeMissingPolicy(message: string): ScreenError {
  return { parameter: "policy", expression: "", errors: [{ code: "unexpected", message, span: { start: 0, end: 0 } }] };
}

/** What rows depend on: neither the lines nor the groups that the page shows of them. */
function formatQuestion({ screen, show, tag }: Pick<PageState, "screen" | "show" | "tag">): string {
  return formatPageUrl(formatScreenUrl(screen), show, { tag });
}

/** Keeps each clause where it stood, so that a card does not move while its bounds change; new ones come last. */
function sortClauses(clauses: readonly ClauseView[], order: string[]): readonly ClauseView[] {
  for (const { key } of clauses) if (!order.includes(key)) order.push(key);
  return clauses.toSorted((left, right) => order.indexOf(left.key) - order.indexOf(right.key));
}
