import { BareTable, type TableFrameProps } from "./bare-table";

/** A table as tall as its rows, which grow with what they hold; it scrolls sideways where the page is narrow. */
export function PageTable(props: TableFrameProps) {
  return (
    <section
      aria-label={props.label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className="relative overflow-x-auto rounded-ui border bg-surface"
    >
      <BareTable {...props}>{Array.from({ length: props.rowCount }, (_, index) => props.renderRow(index))}</BareTable>
      {props.rowCount === 0 ? <div className="sticky left-0">{props.empty}</div> : null}
    </section>
  );
}
