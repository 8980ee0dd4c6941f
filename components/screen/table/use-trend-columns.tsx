"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import type { TableRows } from "#lib/workbench/column/table-model";
import { type TrendId, trends } from "#lib/workbench/column/trend";
import type { ExtraColumn } from "@/components/company-table/table-column";
import { useStable } from "@/components/ui/use-stable";

const TrendCell = dynamic(() => import("./trend-cell").then((module) => module.TrendCell), { ssr: false });

const widthPx = 112;

/** The past of figures as columns of lines, after all others. */
export function useTrendColumns(ids: readonly TrendId[], rows: TableRows): readonly ExtraColumn[] {
  // The columns stay the same while rows change, so that the table's head is not drawn anew.
  const read = useStable((index: number, id: TrendId) => rows.getTrend(index, id));
  return useMemo(
    () =>
      ids.map((id) => ({
        id: `trend ${id}`,
        label: `${trends[id].label}, six years`,
        widthPx,
        render: (index) => <TrendCell id={id} values={read(index, id)} />,
      })),
    [ids, read],
  );
}
