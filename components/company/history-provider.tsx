"use client";

import dynamic from "next/dynamic";
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from "react";
import type { MetricHistory } from "#lib/contract/history";
import { PendingLayer } from "@/components/ui/layer";
import { fetchMetricHistory, findMetricPast, type HistoryTarget, type MetricPast } from "./metric-history";

// The chart is loaded when the first one is opened.
const HistoryDialog = dynamic(() => import("./history-dialog").then((module) => module.HistoryDialog), {
  ssr: false,
  loading: PendingLayer,
});

interface HistoryAccess {
  /** Null until it has arrived, and where there is no past to show. */
  readonly find: (metricId: string) => MetricPast | null;
  readonly open: (metricId: string) => void;
}

const HistoryContext = createContext<HistoryAccess | null>(null);

/** The past of the page's metrics. */
export function useHistory(): HistoryAccess {
  const access = useContext(HistoryContext);
  if (!access) throw new Error("Impossible state: a metric's past outside of HistoryProvider");
  return access;
}

export interface HistoryProviderProps extends HistoryTarget {
  /** The metrics whose past the page draws. */
  readonly metricIds: readonly string[];
  readonly children: ReactNode;
}

/** Reads the past of all metrics at once, after the page is there: the numbers of today do not wait for it. */
export function HistoryProvider({ ticker, snapshot, policy, metricIds, children }: HistoryProviderProps) {
  const [history, setHistory] = useState<MetricHistory | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const wanted = metricIds.join(",");

  useEffect(() => {
    let isWanted = true;
    fetchMetricHistory({ ticker, snapshot, policy }, wanted.split(","), "as_filed").then(
      (answer) => {
        if (isWanted) setHistory(answer);
      },
      // Without it the page is whole but for the small charts.
      () => undefined,
    );
    return () => {
      isWanted = false;
    };
  }, [ticker, snapshot, policy, wanted]);

  const find = useCallback(
    (metricId: string) => (history === null ? null : findMetricPast(history, metricId)),
    [history],
  );
  const access = useMemo(() => ({ find, open: setOpened }), [find]);
  const past = opened === null ? null : find(opened);
  return (
    <HistoryContext value={access}>
      {children}
      {past === null ? null : (
        <HistoryDialog target={{ ticker, snapshot, policy }} past={past} onClose={() => setOpened(null)} />
      )}
    </HistoryContext>
  );
}
