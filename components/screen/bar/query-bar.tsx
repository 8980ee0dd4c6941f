"use client";

import { Search, X } from "lucide-react";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type ComponentType, type ReactNode, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { flushSync } from "react-dom";
import type { ExprError } from "#lib/expr/expr-error";
import type { Workbench } from "#lib/workbench/workbench";
import type { QueryEditorProps } from "@/components/query/query-editor";
import { PlainQueryField } from "@/components/query/query-field";
import type { ChangeMode } from "@/components/screen/state/use-screen-url";
import { joinClasses } from "@/components/ui/class-names";
import { IconButton } from "@/components/ui/icon-button";
import { Kbd } from "@/components/ui/kbd";
import { runIdle } from "@/components/ui/run-idle";
import { useStable } from "@/components/ui/use-stable";
import { listNamedCompanies, type NamedCompany } from "./named-company";

export const queryFieldId = "query";

/** How long a writer must pause before the query is run, so that the table does not follow half a word. */
const restMs = 180;

/** How long a writer must pause before a half-written query is called wrong. */
const patienceMs = 900;

const noCompanies: readonly NamedCompany[] = [];

export interface QueryBarProps {
  readonly query: string;
  readonly echo: string | null;
  /** What is shown without a query, in words. */
  readonly everything: string;
  /** The search part that keeps a link to a company on the data and the policy of the screen. */
  readonly viewSearch: string;
  /** What is right in the query and can keep nobody: a sector that these data lack. */
  readonly warnings: readonly string[];
  /** What is wrong with the query in the URL, when it came broken. */
  readonly brokenBy: readonly ExprError[];
  readonly workbench: Workbench | null;
  /** The workbench will not come: what is entered goes to the server as it was written. */
  readonly isServed: boolean;
  readonly onChange: (query: string, mode: ChangeMode) => void;
  readonly actions: ReactNode;
}

/** The query as text: typed, checked and applied as one writes; says in plain English what it asks. */
export function QueryBar(props: QueryBarProps) {
  const { query, echo, everything, warnings, brokenBy, workbench, isServed, viewSearch, onChange, actions } = props;
  // The text as typed, which may differ from the canonical text of the same query, or not be a query yet.
  const [draft, setDraft] = useState<string | null>(null);
  const [errors, setErrors] = useState<readonly ExprError[]>([]);
  const [Editor, setEditor] = useState<ComponentType<QueryEditorProps> | null>(null);
  const loaded = useRef<ComponentType<QueryEditorProps> | null>(null);
  const isWriting = useRef(false);
  const resting = useRef<ReturnType<typeof setTimeout>>(undefined);
  const patience = useRef<ReturnType<typeof setTimeout>>(undefined);
  const text = draft ?? query;
  const router = useRouter();

  const stopTimers = useCallback(() => {
    clearTimeout(resting.current);
    clearTimeout(patience.current);
  }, []);
  useEffect(() => stopTimers, [stopTimers]);

  // The editor takes the place of the plain field only while nobody writes in it: whatever is typed, the caret and what
  // can be undone belong to the field that has the focus (C-19).
  const takeEditor = useCallback(() => {
    const editor = loaded.current;
    if (editor === null || document.activeElement?.id === queryFieldId) return;
    flushSync(() => setEditor(() => editor));
  }, []);
  const loadEditor = useCallback(() => {
    import("@/components/query/query-editor").then(
      (module) => {
        loaded.current = module.default;
        takeEditor();
      },
      // The plain field goes on working without it.
      () => undefined,
    );
  }, [takeEditor]);
  const hasData = workbench !== null;
  useEffect(() => (hasData ? runIdle(loadEditor) : undefined), [hasData, loadEditor]);

  // A mistake is underlined where it is, which only the editor can do.
  const hasErrors = brokenBy.length > 0;
  useEffect(() => {
    if (hasErrors) loadEditor();
  }, [hasErrors, loadEditor]);

  const apply = (value: string): readonly ExprError[] => {
    const found = workbench?.findErrors(value) ?? [];
    if (found.length === 0 && workbench !== null) {
      onChange(workbench.canonize(value), isWriting.current ? "replace" : "push");
      isWriting.current = true;
    }
    return found;
  };
  const handleValue = (value: string) => {
    setDraft(value);
    stopTimers();
    resting.current = setTimeout(() => {
      if (apply(value).length === 0) setErrors([]);
    }, restMs);
    patience.current = setTimeout(() => setErrors(workbench?.findErrors(value) ?? []), patienceMs);
  };
  const settle = () => {
    stopTimers();
    if (draft !== null && workbench === null && isServed) {
      setDraft(null);
      onChange(draft.trim(), "push");
    }
    if (draft !== null && workbench !== null) {
      const found = apply(draft);
      setErrors(found);
      if (found.length === 0) setDraft(null);
    }
    isWriting.current = false;
  };
  // What was written before the data arrived waits for them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the arrival of the data is waited for.
  useEffect(() => {
    if (workbench !== null && draft !== null) handleValue(draft);
  }, [workbench]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the news that the data will not come is waited for.
  useEffect(() => {
    if (isServed && document.activeElement?.closest(`#${queryFieldId}`) == null) settle();
  }, [isServed]);
  const clear = () => {
    stopTimers();
    setDraft(null);
    setErrors([]);
    onChange("", "push");
    document.getElementById(queryFieldId)?.focus();
  };

  const listCompanies = useStable((typed: string) => listNamedCompanies(workbench, typed, viewSearch));
  const completion = useMemo(
    () =>
      workbench && {
        searchNames: workbench.searchNames,
        listTexts: workbench.listTexts,
        listCompanies: (typed: string) =>
          listCompanies(typed).map(({ ticker, name, href }) => ({ ticker, name, open: () => router.push(href) })),
      },
    [workbench, listCompanies, router],
  );
  const shownErrors = draft === null ? brokenBy : errors;
  const fieldProps = {
    id: queryFieldId,
    label: "Query",
    describedBy: "query-echo",
    placeholderText: "interest_cover >= 3 and net_debt_to_ebitda < 3",
    value: text,
    errors: shownErrors,
    onValueChange: handleValue,
    onSubmit: settle,
    onBlur: settle,
  };
  return (
    <div className="shrink-0 border-b bg-surface px-3 py-2 md:px-4">
      <div className="flex flex-wrap items-start gap-2 md:flex-nowrap">
        <div
          onPointerEnter={loadEditor}
          className={joinClasses(
            "flex min-h-8 min-w-0 grow basis-full items-start md:basis-0 gap-2 rounded-ui border bg-surface pr-1 pl-2.5 focus-within:outline-2 focus-within:outline-accent",
            shownErrors.length > 0 ? "border-danger" : "border-edge focus-within:border-accent",
          )}
        >
          <Search size={14} aria-hidden className="mt-2 shrink-0 text-ink-faint" />
          <div className="min-w-0 flex-1">
            {Editor === null ? (
              <PlainQueryField
                {...fieldProps}
                onFocus={loadEditor}
                onBlur={() => {
                  settle();
                  // Where the focus goes is known only afterwards.
                  setTimeout(takeEditor);
                }}
              />
            ) : (
              <Editor {...fieldProps} completion={completion} />
            )}
          </div>
          {text === "" ? (
            <span className="mt-1.5 mr-1 hidden md:block">
              <Kbd>/</Kbd>
            </span>
          ) : (
            <IconButton label="Clear the query" size="sm" className="mt-0.5" onClick={clear}>
              <X size={14} aria-hidden />
            </IconButton>
          )}
        </div>
        <div className="flex max-w-full flex-wrap items-center gap-1 sm:gap-1.5 md:shrink-0 md:flex-nowrap">
          {actions}
        </div>
      </div>
      <QueryEcho
        errors={shownErrors}
        companies={shownErrors.length > 0 ? listCompanies(text) : noCompanies}
        echo={echo ?? (query === "" ? everything : null)}
        warnings={warnings}
        isApplied={draft === null || errors.length === 0}
      />
    </div>
  );
}

interface QueryEchoProps {
  readonly errors: readonly ExprError[];
  /** The companies that the text names, where it is no query. */
  readonly companies: readonly NamedCompany[];
  readonly echo: string | null;
  readonly warnings: readonly string[];
  readonly isApplied: boolean;
}

function QueryEcho({ errors, companies, echo, warnings, isApplied }: QueryEchoProps) {
  const [first] = errors;
  return (
    <p
      id="query-echo"
      aria-live="polite"
      className="mt-1 line-clamp-2 min-h-4 text-xs text-ink-muted"
      title={echo ?? undefined}
    >
      {first ? (
        <span className="text-danger">
          {companies.map(({ ticker, name, href }) => (
            <span key={ticker} className="text-ink-muted">
              <Link href={href} prefetch={false} className="link">
                Open {ticker}
              </Link>
              , {name}.{" "}
            </span>
          ))}
          {first.message} {first.hint}
          {isApplied ? null : (
            <span className="text-ink-muted"> The table still shows the last query that could be read.</span>
          )}
        </span>
      ) : (
        <>
          {warnings.length > 0 ? <span className="text-notice">{warnings.join(" ")} </span> : null}
          {echo}
        </>
      )}
    </p>
  );
}
