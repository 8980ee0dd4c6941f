"use client";

import { cloneElement, type ReactElement, type ReactNode, useId } from "react";

export interface FieldProps {
  readonly label: ReactNode;
  /** One input, textarea or select element. */
  readonly children: ReactElement<{
    id?: string;
    "aria-invalid"?: true | undefined;
    "aria-describedby"?: string | undefined;
  }>;
  readonly hint?: ReactNode;
  /** What is wrong and what to do. */
  readonly error?: string | null | undefined;
  readonly className?: string;
}

/** A labelled control with its hint and its error tied to it. */
export function Field({ label, children, hint, error, className }: FieldProps) {
  const generatedId = useId();
  const id = children.props.id ?? generatedId;
  const hintId = hint ? `${id}-hint` : undefined;
  const errorId = error ? `${id}-error` : undefined;
  const describedBy = [children.props["aria-describedby"], hintId, errorId].filter(Boolean).join(" ") || undefined;
  return (
    <div className={className}>
      <label htmlFor={id} className="mb-1 block text-sm font-medium">
        {label}
      </label>
      {cloneElement(children, { id, "aria-invalid": error ? true : undefined, "aria-describedby": describedBy })}
      {hint ? (
        <p id={hintId} className="mt-1 text-xs text-ink-muted">
          {hint}
        </p>
      ) : null}
      {error ? (
        <p id={errorId} role="alert" className="mt-1 text-xs text-danger">
          {error}
        </p>
      ) : null}
    </div>
  );
}
