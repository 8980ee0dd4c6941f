"use client";

import { useEffect, useState } from "react";
import type { ExpressionAnswer, FigureAnswer, TraceActions } from "#lib/contract/trace";
import { formatIsoDate } from "#lib/util/date-text";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { Drawer } from "@/components/ui/drawer";
import { ErrorState } from "@/components/ui/error-state";
import { Notice } from "@/components/ui/notice";
import { FigureParts } from "./figure-parts";
import type { TraceRequest } from "./trace-request";
import { TraceTree } from "./trace-tree";

export interface TraceDrawerProps {
  readonly request: TraceRequest;
  readonly ticker: string;
  readonly snapshot: string;
  /** By which policy the page judges; null: the default one. */
  readonly policy: PolicyChoice | null;
  readonly asOf: string;
  readonly isSample: boolean;
  readonly actions: TraceActions;
  readonly onClose: () => void;
}

type Answer =
  | { readonly kind: "expression"; readonly value: ExpressionAnswer }
  | { readonly kind: "figure"; readonly value: FigureAnswer }
  | { readonly kind: "failed"; readonly message: string };

const unreachable = "The server could not be reached. Check the connection and try again.";

/** Where one number comes from, down to the filings. */
export function TraceDrawer(props: TraceDrawerProps) {
  const { request, ticker, snapshot, policy, asOf, isSample, actions, onClose } = props;
  const [answer, setAnswer] = useState<Answer | null>(null);

  useEffect(() => {
    let isWanted = true;
    void ask(actions, request, { ticker, snapshot, policy }).then((given) => {
      if (isWanted) setAnswer(given);
    });
    return () => {
      isWanted = false;
    };
  }, [actions, request, ticker, snapshot, policy]);

  const title = answer?.kind === "expression" ? answer.value.view.label : request.label;
  return (
    <Drawer
      open
      width="lg"
      title={title}
      description={`${ticker}, as known on ${formatIsoDate(asOf)}${request.kind === "figure" ? ` · ${request.periodLabel}` : ""}`}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      {isSample ? (
        <Notice tone="notice" className="mb-3">
          Fictional company: its filings were generated, so there is nothing to open on EDGAR.
        </Notice>
      ) : null}
      {answer === null ? <TraceSkeleton /> : <TraceAnswer answer={answer} isSample={isSample} />}
    </Drawer>
  );
}

type AskTarget = Pick<TraceDrawerProps, "ticker" | "snapshot" | "policy">;

async function ask(
  actions: TraceActions,
  request: TraceRequest,
  { ticker, snapshot, policy }: AskTarget,
): Promise<Answer> {
  try {
    if (request.kind === "expression") {
      const { expression } = request;
      const result = await actions.explainExpression({ ticker, snapshot, policy, expression });
      return result.ok ? { kind: "expression", value: result.value } : { kind: "failed", message: result.message };
    }
    const { fact, period, end } = request;
    const result = await actions.explainFigure({ ticker, snapshot, fact, period, end });
    return result.ok ? { kind: "figure", value: result.value } : { kind: "failed", message: result.message };
  } catch {
    return { kind: "failed", message: unreachable };
  }
}

function TraceAnswer({ answer, isSample }: { readonly answer: Answer; readonly isSample: boolean }) {
  if (answer.kind === "failed") return <ErrorState title="This could not be traced">{answer.message}</ErrorState>;
  if (answer.kind === "expression") return <TraceTree {...answer.value} isSample={isSample} />;
  const { value, missing, source, factLabels } = answer.value;
  return (
    <div>
      <p className="text-xl font-semibold">
        {missing === null ? value : <span className="text-base text-ink-muted">{missing}</span>}
      </p>
      <FigureParts source={source} factLabels={factLabels} isSample={isSample} className="mt-4" />
    </div>
  );
}

function TraceSkeleton() {
  return (
    <div aria-busy className="space-y-3">
      <span className="sr-only">Reading where this comes from</span>
      <div className="skeleton h-7 w-32" />
      <div className="skeleton h-5 w-full" />
      <div className="skeleton h-24 w-full" />
      <div className="skeleton h-24 w-full" />
    </div>
  );
}
