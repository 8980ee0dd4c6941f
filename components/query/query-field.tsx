"use client";

import { type KeyboardEvent, useLayoutEffect, useRef } from "react";
import type { ExprError } from "#lib/expr/expr-error";
import { type Token, tokenize } from "#lib/expr/tokenize";
import { OwnEchoes } from "./own-echo";
import { queryTokenClass } from "./query-token-class";

export interface QueryFieldProps {
  readonly id: string;
  readonly label: string;
  readonly describedBy: string;
  readonly placeholderText: string;
  readonly value: string;
  readonly errors: readonly ExprError[];
  readonly onValueChange: (value: string) => void;
  readonly onSubmit: () => void;
  readonly onBlur: () => void;
}

export interface PlainQueryFieldProps extends QueryFieldProps {
  readonly onFocus: () => void;
}

/**
 * The query as a plain field, coloured by a copy behind it: what stands there before the editor is loaded, and as long as
 * somebody writes in it. Its text is the browser's own, so that what is typed before the scripts run is kept (C-19).
 */
export function PlainQueryField(props: PlainQueryFieldProps) {
  const { id, label, describedBy, placeholderText, value, errors, onValueChange, onSubmit, onBlur, onFocus } = props;
  const field = useRef<HTMLTextAreaElement>(null);
  const echoes = useRef(new OwnEchoes());
  const hasBegun = useRef(false);

  const tell = (text: string) => {
    echoes.current.tell(text);
    onValueChange(text);
  };

  // biome-ignore lint/correctness/useExhaustiveDependencies: only another text from outside is written into the field.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null) return;
    if (!hasBegun.current) {
      hasBegun.current = true;
      const typed = element.value;
      if (typed !== "" && typed !== value) {
        tell(typed);
        return;
      }
    }
    if (!echoes.current.isEcho(value) && element.value !== value) element.value = value;
  }, [value]);

  // Only where the browser cannot: to measure, it must lay out the page.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the height follows the text.
  useLayoutEffect(() => {
    const element = field.current;
    if (element === null || CSS.supports("field-sizing", "content")) return;
    element.style.height = "auto";
    element.style.height = `${element.scrollHeight}px`;
  }, [value]);

  const handleKey = (event: KeyboardEvent) => {
    if (event.key === "Escape") field.current?.blur();
    if (event.key !== "Enter" || event.shiftKey) return;
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className="query-editor relative">
      <div aria-hidden className="query-line pointer-events-none absolute inset-0 break-words whitespace-pre-wrap">
        <HighlightedQuery text={value} />
      </div>
      <textarea
        ref={field}
        id={id}
        rows={1}
        aria-label={label}
        aria-describedby={describedBy}
        aria-invalid={errors.length > 0 || undefined}
        spellCheck={false}
        autoCapitalize="off"
        autoComplete="off"
        placeholder={placeholderText}
        // The server sends the text. React, given one, would write it over what was typed before the scripts ran.
        defaultValue={typeof window === "undefined" ? value : ""}
        onChange={(event) => tell(event.target.value)}
        onFocus={onFocus}
        onBlur={onBlur}
        onKeyDown={handleKey}
        className="query-line relative block field-sizing-content w-full resize-none overflow-hidden bg-transparent text-transparent caret-ink outline-none"
      />
    </div>
  );
}

/** A query in the colours of the editor. */
export function HighlightedQuery({ text }: { readonly text: string }) {
  const tokens = tokenize(text);
  return tokens.map((token: Token, at) => (
    <span key={token.start}>
      {text.slice(tokens[at - 1]?.end ?? 0, token.start)}
      <span className={queryTokenClass[token.kind]}>{text.slice(token.start, token.end)}</span>
    </span>
  ));
}
