"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { buildCompanyHref } from "#lib/screen/view-url";
import { formatCount } from "#lib/util/number-text";
import type { PositionView } from "#lib/workbench/portfolio/portfolio-view";
import { Button } from "@/components/ui/button";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import { writeTilt, writeWeight } from "./figure-table";

const orders = [
  { id: "weight", label: "Weight", unit: "%" },
  { id: "indexWeight", label: "Index weight", unit: "%" },
  { id: "activeWeight", label: "Active weight", unit: "points" },
] as const;

type OrderId = (typeof orders)[number]["id"];

/** So many rows stand there at first. */
const firstPositions = 25;

export interface PositionTableProps {
  readonly positions: readonly PositionView[];
  readonly viewSearch: string;
}

/** What is held, with its weight beside that of the index; sorted by either or by the difference. */
export function PositionTable({ positions, viewSearch }: PositionTableProps) {
  const [order, setOrder] = useState<{ readonly id: OrderId; readonly isDescending: boolean }>({
    id: "weight",
    isDescending: true,
  });
  const [isWhole, setWhole] = useState(false);
  const sorted = sortPositions(positions, order.id, order.isDescending);
  const shown = isWhole ? sorted : sorted.slice(0, firstPositions);
  const Arrow = order.isDescending ? ArrowDown : ArrowUp;
  return (
    <section className="min-w-0">
      <h3 className="mb-2 text-base font-medium">Positions</h3>
      <TableFrame label="Positions">
        <Table>
          <thead>
            <tr>
              <TableHeadCell>Company</TableHeadCell>
              <TableHeadCell>Verdict</TableHeadCell>
              {orders.map(({ id, label, unit }) => (
                <TableHeadCell
                  key={id}
                  isNumber
                  aria-sort={order.id === id ? (order.isDescending ? "descending" : "ascending") : "none"}
                >
                  <button
                    type="button"
                    onClick={() => setOrder({ id, isDescending: order.id === id ? !order.isDescending : true })}
                    className="min-h-6 rounded-ui hover:text-ink"
                  >
                    {label} <span className="font-normal text-ink-faint">{unit}</span>
                    {order.id === id ? <Arrow size={12} aria-hidden className="ml-0.5 inline text-accent" /> : null}
                  </button>
                </TableHeadCell>
              ))}
              <TableHeadCell>Sector</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ ticker, name, verdict, sector, weight, indexWeight, activeWeight }) => (
              <TableRow key={ticker}>
                <TableCell className="max-w-64">
                  <span className="flex items-baseline gap-2 whitespace-nowrap">
                    {name === null ? (
                      <span className="font-medium">{ticker}</span>
                    ) : (
                      <Link href={buildCompanyHref(ticker, viewSearch)} prefetch={false} className="link font-medium">
                        {ticker}
                      </Link>
                    )}
                    <span className="min-w-0 truncate text-xs text-ink-muted">{name ?? "Not in these data"}</span>
                  </span>
                </TableCell>
                <TableCell>{verdict === null ? "–" : <VerdictBadge verdict={verdict} variant="plain" />}</TableCell>
                <TableCell isNumber>{writeWeight(weight, 2).replace("%", "")}</TableCell>
                <TableCell isNumber>{writeWeight(indexWeight, 2).replace("%", "")}</TableCell>
                <TableCell isNumber>{writeTilt(activeWeight, 2)}</TableCell>
                <TableCell className="whitespace-nowrap text-ink-muted">{sector ?? "–"}</TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
      {shown.length === sorted.length ? null : (
        <Button size="sm" className="mt-2" onClick={() => setWhole(true)}>
          Show all {formatCount(sorted.length)}
        </Button>
      )}
    </section>
  );
}

/** What is not known comes last, whichever way. */
function sortPositions(
  positions: readonly PositionView[],
  id: OrderId,
  isDescending: boolean,
): readonly PositionView[] {
  return positions.toSorted((left, right) => {
    const [a, b] = [left[id], right[id]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return isDescending ? b - a : a - b;
  });
}
