"use client";

import { Search } from "lucide-react";
import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from "react";
import type { MetricSubject } from "#lib/workbench/column/metric-subject";
import { joinClasses } from "@/components/ui/class-names";

export interface MetricPickerProps {
  readonly label: string;
  readonly search: (text: string) => readonly MetricSubject[];
  readonly onPick: (subject: MetricSubject) => void;
  /** Ids that are there already; they stay listed with a mark. */
  readonly chosen?: ReadonlySet<string>;
}

/** A list to search and pick from, all by keyboard: type, arrow, Enter. */
export function MetricPicker({ label, search, onPick, chosen }: MetricPickerProps) {
  const [text, setText] = useState("");
  const [active, setActive] = useState(0);
  const listId = useId();
  const list = useRef<HTMLDivElement>(null);
  const found = useMemo(() => search(text), [search, text]);
  const isGrouped = text.trim() === "";

  useEffect(() => {
    list.current?.querySelector(`[data-at="${active}"]`)?.scrollIntoView({ block: "nearest" });
  }, [active]);

  const handleKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      setActive(Math.min(found.length - 1, Math.max(0, active + step)));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const subject = found[active];
      if (subject) onPick(subject);
    }
  };

  return (
    <div className="flex max-h-[min(26rem,70dvh)] w-80 max-w-full flex-col max-sm:min-w-full">
      <div className="flex items-center gap-2 border-b px-3">
        <Search size={14} aria-hidden className="text-ink-faint" />
        <input
          // biome-ignore lint/a11y/noAutofocus: it opens in a popover whose first purpose is to type.
          autoFocus
          role="combobox"
          aria-label={label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={found.length > 0 ? `${listId}-${active}` : undefined}
          autoComplete="off"
          spellCheck={false}
          placeholder="Search metrics and figures"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(0);
          }}
          onKeyDown={handleKey}
          className="h-9 min-w-0 flex-1 bg-transparent text-sm outline-none"
        />
      </div>
      <div ref={list} id={listId} role="listbox" aria-label={label} className="min-h-0 flex-1 overflow-y-auto py-1">
        {found.map((subject, at) => (
          <div key={subject.id} role="presentation">
            {isGrouped && subject.group !== found[at - 1]?.group ? (
              <div role="presentation" className="caption px-3 pt-2 pb-0.5">
                {subject.group}
              </div>
            ) : null}
            {/* biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled in the field, which keeps the focus. */}
            <div
              id={`${listId}-${at}`}
              data-at={at}
              role="option"
              tabIndex={-1}
              aria-selected={at === active}
              title={subject.description || undefined}
              onPointerMove={() => setActive(at)}
              onClick={() => onPick(subject)}
              className={joinClasses(
                "flex min-h-7 cursor-default items-baseline justify-between gap-3 px-3 py-1 text-sm",
                at === active && "bg-hover",
              )}
            >
              <span className={joinClasses("truncate", chosen?.has(subject.id) && "text-ink-faint")}>
                {subject.label}
              </span>
              <span className="shrink-0 font-mono text-2xs text-ink-faint">
                {chosen?.has(subject.id) ? "shown" : subject.id}
              </span>
            </div>
          </div>
        ))}
        {found.length === 0 ? <p className="px-3 py-4 text-sm text-ink-muted">Nothing is called that.</p> : null}
      </div>
    </div>
  );
}
