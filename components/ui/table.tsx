import type { ComponentProps } from "react";
import { joinClasses } from "./class-names";

/** The frame of a plain table: scrolls sideways on a narrow screen, and can be reached by keyboard to do so. */
export function TableFrame({ label, className, ...rest }: ComponentProps<"section"> & { readonly label: string }) {
  return (
    <section
      {...rest}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard.
      tabIndex={0}
      className={joinClasses("relative overflow-x-auto rounded-ui border bg-surface", className)}
    />
  );
}

export function Table({ className, ...rest }: ComponentProps<"table">) {
  return <table {...rest} className={joinClasses("w-full border-collapse text-sm", className)} />;
}

export interface TableHeadCellProps extends ComponentProps<"th"> {
  readonly isNumber?: boolean;
  /** Small, after the label: "x", "%", "US$ m". */
  readonly unit?: string | undefined;
}

export function TableHeadCell({
  isNumber = false,
  unit,
  className,
  children,
  scope = "col",
  ...rest
}: TableHeadCellProps) {
  return (
    <th
      {...rest}
      scope={scope}
      className={joinClasses(
        "h-8 border-b border-line-strong px-3 text-xs font-medium whitespace-nowrap text-ink-muted",
        isNumber ? "text-right" : "text-left",
        className,
      )}
    >
      {children}
      {unit ? <span className="ml-1 font-normal text-ink-faint">{unit}</span> : null}
    </th>
  );
}

export function TableRow({ className, ...rest }: ComponentProps<"tr">) {
  return <tr {...rest} className={joinClasses("border-b last:border-b-0 hover:bg-hover/60", className)} />;
}

export interface TableCellProps extends ComponentProps<"td"> {
  readonly isNumber?: boolean;
}

export function TableCell({ isNumber = false, className, ...rest }: TableCellProps) {
  return <td {...rest} className={joinClasses("px-3 py-1.5 align-baseline", isNumber && "text-right", className)} />;
}

/** On the cells of a column of sentences: a phone shows them in a NarrowNote instead, since no phone is so wide. */
export const wideColumnClass = "max-md:hidden";

/** What the wide column of a row says, under the row's first words on a phone. */
export function NarrowNote({ className, ...rest }: ComponentProps<"span">) {
  return (
    <span
      {...rest}
      className={joinClasses("mt-0.5 block text-xs font-normal text-pretty text-ink-muted md:hidden", className)}
    />
  );
}
