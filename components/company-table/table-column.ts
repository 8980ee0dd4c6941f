import type { ReactNode } from "react";
import type { ColumnHead } from "#lib/workbench/column/column-head";

/** A column that is no expression of the language: a note, a date, a button. It is neither sorted nor moved. */
export interface ExtraColumn {
  readonly id: string;
  readonly label: string;
  /** The label is only read aloud. */
  readonly isLabelHidden?: boolean;
  readonly widthPx: number;
  /** Holds numbers, so that its label stands at the right. */
  readonly isNumber?: boolean;
  /** Takes the room that is left over. */
  readonly isStretched?: boolean;
  /** The expression of the column that it follows; at the end without one. */
  readonly after?: string;
  readonly render: (index: number) => ReactNode;
}

/** A column of figures, by its place among those of the rows. */
export interface ValueColumn {
  readonly kind: "value";
  readonly id: string;
  readonly head: ColumnHead;
  readonly place: number;
}

/** A column after the ticker. */
export type TableColumn = { readonly kind: "name"; readonly id: string } | ListedColumn;

/** A column after ticker and name. */
export type ListedColumn = ValueColumn | { readonly kind: "extra"; readonly id: string; readonly extra: ExtraColumn };

/** The columns of a table after ticker and name, in their order. */
export function listTableColumns(
  heads: readonly ColumnHead[],
  extras: readonly ExtraColumn[],
): readonly ListedColumn[] {
  const take = (isHere: (extra: ExtraColumn) => boolean): readonly ListedColumn[] =>
    extras.filter(isHere).map((extra) => ({ kind: "extra", id: extra.id, extra }));
  const expressions = new Set(heads.map((head) => head.expression));
  return [
    ...heads.flatMap((head, place): readonly ListedColumn[] => [
      { kind: "value", id: head.expression, head, place },
      ...take(({ after }) => after === head.expression),
    ]),
    ...take(({ after }) => after === undefined || !expressions.has(after)),
  ];
}
