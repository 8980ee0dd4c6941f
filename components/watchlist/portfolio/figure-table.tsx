import type { ReactNode } from "react";
import { formatShare } from "#lib/util/number-text";
import { joinClasses } from "@/components/ui/class-names";

/** A dash for what is not known. */
export function writeWeight(share: number | null, digits = 1): string {
  return share === null ? "–" : formatShare(share, digits);
}

/** A difference of weights with its sign, in percentage points. */
export function writeTilt(tilt: number | null, digits = 1): string {
  if (tilt === null) return "–";
  const size = formatShare(Math.abs(tilt), digits).replace("%", "");
  return Number(size) === 0 ? size : `${tilt < 0 ? "−" : "+"}${size}`;
}

export interface FigureTableProps {
  readonly title: string;
  /** How the figures are defined. */
  readonly note: ReactNode;
  readonly columns: readonly string[];
  readonly rows: readonly {
    readonly id: string;
    readonly label: ReactNode;
    readonly cells: readonly ReactNode[];
  }[];
  readonly className?: string;
}

/** Some figures of a portfolio beside those of the index, with what they mean below. */
export function FigureTable({ title, note, columns, rows, className }: FigureTableProps) {
  return (
    <section className={joinClasses("flex min-w-0 flex-col rounded-ui border bg-surface p-4", className)}>
      <h3 className="text-base font-medium">{title}</h3>
      <table className="mt-2 w-full text-sm">
        <thead>
          <tr className="text-xs text-ink-muted">
            <th scope="col" className="pb-1 text-left font-medium">
              <span className="sr-only">Of what</span>
            </th>
            {columns.map((column) => (
              <th key={column} scope="col" className="pb-1 pl-2 text-right font-medium">
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, cells }) => (
            <tr key={id} className="border-t">
              <th scope="row" className="py-1 text-left font-normal">
                {label}
              </th>
              {cells.map((cell, at) => (
                <td key={columns[at]} className="py-1 pl-2 text-right whitespace-nowrap">
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p className="mt-auto pt-3 text-xs text-pretty text-ink-muted">{note}</p>
    </section>
  );
}
