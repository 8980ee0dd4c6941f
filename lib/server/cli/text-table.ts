import "server-only";

/** One column of a table in plain text. */
export interface TextColumn<Row> {
  readonly head: string;
  readonly align: "left" | "right";
  /** Longer cells are cut and end in an ellipsis. */
  readonly widthMax?: number;
  readonly read: (row: Row) => string;
}

/** Writes rows as a table in plain text, columns two blanks apart. */
export function writeTextTable<Row>(columns: readonly TextColumn<Row>[], rows: readonly Row[]): string {
  const cells = columns.map(({ head, widthMax = 40, read }) =>
    [head, ...rows.map(read)].map((text) => cut(removeControls(text), widthMax)),
  );
  const widths = cells.map((column) => Math.max(...column.map((text) => text.length)));
  const lines = Array.from({ length: rows.length + 1 }, (_, line) =>
    columns
      .map(({ align }, at) => {
        const text = cells[at]?.[line] ?? "";
        const width = widths[at] ?? 0;
        return align === "left" ? text.padEnd(width) : text.padStart(width);
      })
      .join("  ")
      .trimEnd(),
  );
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function cut(text: string, widthMax: number): string {
  return text.length <= widthMax ? text : `${text.slice(0, widthMax - 1)}…`;
}

/** A name from a file must not steer the terminal. */
function removeControls(text: string): string {
  return text.replace(/\p{Cc}/gu, " ");
}
