"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { formatSize, parseSize, type Sizing } from "#lib/workbench/portfolio/sizing";
import { Input } from "@/components/ui/input";
import { showToast } from "@/components/ui/toast";
import type { ListEdits } from "../list-edits";

export interface SizeCellProps {
  readonly ticker: string;
  readonly sizing: Sizing;
  readonly size: number | null;
  readonly save: ListEdits["size"];
}

const labels: Readonly<Record<Sizing, string>> = { shares: "Shares", weight: "Weight" };

/** Marks the fields, so that Enter goes on to the next. */
const fieldMark = { "data-size-field": "" } as const;

/** The shares or the weight of a company, typed where it stands. Enter keeps it and goes on, Escape takes back what was typed. */
export function SizeCell({ ticker, sizing, size, save }: SizeCellProps) {
  const shown = size === null ? "" : formatSize(size, sizing);
  /** What was typed over which size: where the list has another one by now, that is shown. */
  const [draft, setDraft] = useState<{ readonly text: string; readonly over: number | null } | null>(null);
  const [isRefused, setRefused] = useState(false);
  /** What is on its way, so that the same is not sent twice by Enter and by leaving. */
  const sent = useRef<string | null>(null);
  const isTyped = draft !== null && (isRefused || draft.over === size);

  async function keep(text: string): Promise<void> {
    if (text.trim() === shown || sent.current === text) return;
    const read = parseSize(text, sizing);
    if (!read.ok) {
      setRefused(true);
      showToast({ title: `${ticker} was not changed`, detail: read.error, tone: "problem" });
      return;
    }
    if (read.value === size) {
      setDraft(null);
      return;
    }
    sent.current = text;
    const result = await save({ ticker, sizing, size: read.value, before: size });
    sent.current = null;
    setRefused(!result.ok);
    if (!result.ok) showToast({ title: `${ticker} was not changed`, detail: result.message, tone: "problem" });
  }

  function press(event: KeyboardEvent<HTMLInputElement>): void {
    if (event.key === "Escape") {
      setDraft(null);
      setRefused(false);
      return;
    }
    if (event.key !== "Enter") return;
    event.preventDefault();
    void keep(event.currentTarget.value);
    const fields = [...document.querySelectorAll<HTMLInputElement>("[data-size-field]")];
    const next = fields[fields.indexOf(event.currentTarget) + 1];
    next?.focus();
    next?.select();
  }

  return (
    <Input
      {...fieldMark}
      size="sm"
      aria-label={`${labels[sizing]} of ${ticker}`}
      aria-invalid={isRefused || undefined}
      inputMode="decimal"
      autoComplete="off"
      maxLength={24}
      placeholder="–"
      value={isTyped ? draft.text : shown}
      onChange={({ target: { value } }) => {
        setDraft({ text: value, over: size });
        setRefused(false);
      }}
      onKeyDown={press}
      onBlur={({ target: { value } }) => {
        if (isTyped && !isRefused) void keep(value);
      }}
      className="-my-1 h-6! text-right"
    />
  );
}
