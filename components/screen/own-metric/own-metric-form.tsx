"use client";

import dynamic from "next/dynamic";
import { type FormEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { ExprError } from "#lib/expr/expr-error";
import type { Screen } from "#lib/screen/screen";
import { spellOutExpression } from "#lib/screen/spell-out";
import { namelessId, previewMetric } from "#lib/workbench/metric-preview";
import { changeMetric, type OwnMetric } from "#lib/workbench/own-metric-edit";
import type { Workbench } from "#lib/workbench/workbench";
import type { ChangeMode } from "@/components/screen/state/use-screen-url";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Skeleton } from "@/components/ui/skeleton";
import { useSettled } from "@/components/ui/use-settled";
import { MetricPreviewLine } from "./metric-preview-line";

const QueryEditor = dynamic(() => import("@/components/query/query-editor"), {
  ssr: false,
  loading: () => <Skeleton className="my-2 h-4 w-full" />,
});

export interface OwnMetricFormProps {
  readonly screen: Screen;
  /** Its place among the screen's metrics; the count of them for a new one. */
  readonly at: number;
  readonly base: Workbench;
  readonly completion: Workbench;
  /** Takes every change without a mistake as it is written; null for a metric that is not there yet. */
  readonly onWrite: ((metric: OwnMetric, mode: ChangeMode) => void) | null;
  readonly onDone: (metric: OwnMetric) => void;
  readonly onCancel: () => void;
}

/** How long a writer must pause before the formula is tried. */
const restMs = 200;

/** How much longer before a half-written one is called wrong. */
const patienceMs = 600;

const nameLengthMax = 40;

/** A metric's name and formula, with what it gives on the data or what is wrong with it. */
export function OwnMetricForm({ screen, at, base, completion, onWrite, onDone, onCancel }: OwnMetricFormProps) {
  const before = screen.metrics[at];
  const [name, setName] = useState(before?.id ?? "");
  const [formula, setFormula] = useState(before?.formula ?? "");
  const [isAsked, setAsked] = useState(false);
  const isWritten = useRef(false);
  const formulaId = useId();
  const id = name
    .trim()
    .toLowerCase()
    .replaceAll(/[\s-]+/g, "_");

  const settled = useSettled(`${id}\n${formula.trim()}`, restMs);
  const tried = useMemo((): OwnMetric | null => {
    const end = settled.indexOf("\n");
    const text = settled.slice(end + 1);
    return text === "" ? null : { id: settled.slice(0, end) || namelessId, formula: text };
  }, [settled]);
  const answer = useMemo(() => {
    if (tried === null) return null;
    const metrics = before === undefined ? [...screen.metrics, tried] : changeMetric(screen, before.id, tried).metrics;
    return previewMetric(base.target, metrics, at);
  }, [tried, base, screen, before, at]);
  const isPatient = useSettled(settled, patienceMs) === settled;
  const errors = answer?.ok === false && isPatient ? answer.error : null;
  const nameError = errors?.name ?? (isAsked && id === "" ? "Give it a name." : null);
  const formulaErrors = errors?.formula ?? noErrors;

  /** The metric with ids for what was typed instead of them. */
  const spellOut = (metric: OwnMetric): OwnMetric => {
    const names = base.target.scope
      .typedNames?.()
      .without(new Set([...screen.metrics.map((one) => one.id), metric.id]));
    return names === undefined ? metric : { ...metric, formula: spellOutExpression(metric.formula, names) };
  };
  const write = (typed: OwnMetric) => {
    const metric = spellOut(typed);
    if (onWrite === null || before === undefined) return;
    if (metric.id === before.id && metric.formula === before.formula) return;
    onWrite(metric, isWritten.current ? "replace" : "push");
    isWritten.current = true;
  };
  // A formula takes effect as it is written; a name only when it is left, or each letter of it would be a rename.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new formula that was found sound is written.
  useEffect(() => {
    if (before !== undefined && tried !== null && answer?.ok) write({ id: before.id, formula: tried.formula });
  }, [tried?.formula, answer?.ok]);

  const submit = (event?: FormEvent) => {
    event?.preventDefault();
    setAsked(true);
    const metric = { id, formula: formula.trim() };
    if (id === "" || metric.formula === "") return;
    const metrics =
      before === undefined ? [...screen.metrics, metric] : changeMetric(screen, before.id, metric).metrics;
    if (!previewMetric(base.target, metrics, at).ok) return;
    write(metric);
    onDone(spellOut(metric));
  };

  return (
    <Form onSubmit={submit} aria-label={before === undefined ? "New metric" : `Edit ${before.id}`}>
      <Field label="Name" error={nameError}>
        <Input
          size="sm"
          autoFocus={before === undefined}
          placeholder="my_score"
          maxLength={nameLengthMax}
          autoComplete="off"
          spellCheck={false}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={() => {
            if (before !== undefined && answer?.ok && id !== "" && tried?.id === id)
              write({ id, formula: tried.formula });
          }}
          className="font-mono"
        />
      </Field>
      <div className="mt-2">
        <span className="mb-1 block text-sm font-medium" aria-hidden>
          Formula
        </span>
        <div
          className={`min-h-8 rounded-ui border bg-surface px-2 focus-within:outline-2 focus-within:outline-accent ${
            formulaErrors.length > 0 ? "border-danger" : "border-edge"
          }`}
        >
          <QueryEditor
            id={formulaId}
            label="Formula"
            describedBy={`${formulaId}-said`}
            placeholderText="0.6 * pct(roic) + 0.4 * pct(fcf_yield)"
            value={formula}
            errors={formulaErrors}
            onValueChange={setFormula}
            onSubmit={submit}
            onBlur={() => undefined}
            completion={completion}
          />
        </div>
        <div id={`${formulaId}-said`} aria-live="polite" className="mt-1 min-h-8 text-xs">
          {formulaErrors.map((error) => (
            <FormulaError key={error.message} error={error} formula={tried?.formula ?? ""} />
          ))}
          {errors?.others.map((other) => (
            <p key={other.id} className="text-danger">
              {other.id}, which uses it, would no longer work: {other.message}
            </p>
          ))}
          {isAsked && formula.trim() === "" ? <p className="text-danger">Give it a formula.</p> : null}
          {answer?.ok ? <MetricPreviewLine preview={answer.value} /> : null}
          {answer === null && !isAsked ? (
            <p className="text-ink-faint">Its median and how many companies have it appear here.</p>
          ) : null}
        </div>
      </div>
      <div className="mt-2 flex justify-end gap-2">
        {before === undefined ? (
          <Button size="sm" variant="quiet" onClick={onCancel}>
            Cancel
          </Button>
        ) : null}
        <SubmitButton size="sm" variant="primary">
          {before === undefined ? "Add metric" : "Done"}
        </SubmitButton>
      </div>
    </Form>
  );
}

const noErrors: readonly ExprError[] = [];

/** A mistake with the words it is in and where they begin. */
function FormulaError({ error, formula }: { readonly error: ExprError; readonly formula: string }) {
  const { start, end } = error.span;
  const part = formula.slice(start, end);
  const isPart = part !== "" && part !== formula;
  return (
    <p className="text-danger">
      {isPart ? (
        <>
          <code className="rounded-ui bg-danger-soft px-1">{part}</code>
          <span className="text-ink-muted"> at character {start + 1}: </span>
        </>
      ) : null}
      {error.message} {error.hint}
    </p>
  );
}
