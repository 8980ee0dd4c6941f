"use client";

import { createContext, type ReactNode, useCallback, useContext, useEffect, useState } from "react";
import type { TraceActions } from "#lib/contract/trace";
import type { PolicyChoice } from "#lib/verdict/policy/choice";
import { TraceDrawer } from "./trace-drawer";
import type { TraceRequest } from "./trace-request";

const OpenTraceContext = createContext<((request: TraceRequest) => void) | null>(null);

/** Opens the drawer that says where a value comes from. */
export function useOpenTrace(): (request: TraceRequest) => void {
  const open = useContext(OpenTraceContext);
  if (!open) throw new Error("Impossible state: a traced figure outside of TraceProvider");
  return open;
}

export interface TraceProviderProps {
  readonly ticker: string;
  readonly snapshot: string;
  /** By which policy the page judges; null: the default one. */
  readonly policy: PolicyChoice | null;
  readonly asOf: string;
  readonly isSample: boolean;
  readonly actions: TraceActions;
  /** Opened with the page: an address can lead to a number's origin. */
  readonly initialExpression: string | null;
  readonly children: ReactNode;
}

/** One drawer for all figures of the page. */
export function TraceProvider({ initialExpression, children, ...target }: TraceProviderProps) {
  const [request, setRequest] = useState<TraceRequest | null>(null);

  useEffect(() => {
    if (initialExpression === null) return;
    setRequest({ kind: "expression", expression: initialExpression, label: initialExpression });
  }, [initialExpression]);

  const open = useCallback((next: TraceRequest) => {
    setRequest(next);
    if (next.kind === "expression") writeAddress(next.expression);
  }, []);
  const close = useCallback(() => {
    setRequest(null);
    writeAddress(null);
  }, []);
  return (
    <OpenTraceContext value={open}>
      {children}
      {request === null ? null : (
        <TraceDrawer key={JSON.stringify(request)} request={request} {...target} onClose={close} />
      )}
    </OpenTraceContext>
  );
}

function writeAddress(expression: string | null): void {
  const url = new URL(window.location.href);
  if (expression === null) url.searchParams.delete("trace");
  else url.searchParams.set("trace", expression);
  window.history.replaceState(null, "", url);
}
