import type { MouseEvent } from "react";
import { provisionalNote } from "#lib/verdict/provisional";
import { verdictLabels } from "#lib/verdict/verdict";
import { findMarks } from "#lib/workbench/search/find-marks";
import { joinClasses } from "@/components/ui/class-names";
import { VerdictMark } from "@/components/verdict/verdict-mark";
import type { SearchItem } from "./search-item";

export interface SearchRowProps {
  readonly id: string;
  readonly item: SearchItem;
  /** What was typed, to be marked. */
  readonly text: string;
  readonly isActive: boolean;
  readonly onPoint: () => void;
  readonly onChoose: (event: MouseEvent) => void;
}

/** One line of the list: mark or sign, name, what stands behind it. */
export function SearchRow({ id, item, text, isActive, onPoint, onChoose }: SearchRowProps) {
  const { company, label, detail, icon } = item;
  const hit = company?.hit ?? null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the field, which keeps the focus.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      aria-selected={isActive}
      onPointerMove={isActive ? undefined : onPoint}
      onClick={onChoose}
      className={joinClasses(
        "flex min-h-9 cursor-default items-center gap-3 rounded-ui px-2.5 py-1 text-sm select-none",
        isActive && "bg-accent-soft",
      )}
    >
      <span aria-hidden className="grid w-4 shrink-0 place-items-center text-ink-faint [&_svg]:size-3.5">
        {hit === null ? icon : <VerdictMark verdict={hit.verdict} size={12} isProvisional={hit.isProvisional} />}
      </span>
      {company === null ? null : (
        <span className="w-14 shrink-0 truncate font-medium">
          <Marked text={company.ticker} typed={text} />
        </span>
      )}
      <span className="flex min-w-0 flex-1 items-baseline gap-x-3 max-sm:flex-col">
        <span className="max-w-full shrink-0 truncate sm:max-w-[75%]">
          <Marked text={label} typed={text} />
          {company === null || company.foundAs === null ? null : (
            <span className="text-ink-muted">
              {" "}
              also <Marked text={company.foundAs} typed={text} />
            </span>
          )}
        </span>
        {detail === null ? null : (
          <span className="max-w-full min-w-0 flex-1 truncate text-xs text-ink-muted sm:text-right">{detail}</span>
        )}
      </span>
      {hit === null ? null : (
        <span className="sr-only" title={hit.isProvisional ? provisionalNote : undefined}>
          {verdictLabels[hit.verdict]}
          {hit.isProvisional ? ", provisional" : ""}
        </span>
      )}
    </div>
  );
}

/** A text with the parts that what was typed fits. */
function Marked({ text, typed }: { readonly text: string; readonly typed: string }) {
  let at = 0;
  const parts = findMarks(text, typed).flatMap(({ start, end }) => {
    const before = text.slice(at, start);
    at = end;
    return [
      before,
      <mark key={start} className="bg-transparent font-semibold text-accent">
        {text.slice(start, end)}
      </mark>,
    ];
  });
  return (
    <>
      {parts}
      {text.slice(at)}
    </>
  );
}
