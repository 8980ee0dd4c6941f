import type { ReactNode } from "react";

export interface KeyFigure {
  readonly label: string;
  readonly value: ReactNode;
  readonly detail?: ReactNode;
}

/** A few numbers that matter most, side by side. */
export function KeyFigures({ figures }: { readonly figures: readonly KeyFigure[] }) {
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-ui border bg-line sm:grid-cols-4">
      {figures.map(({ label, value, detail }) => (
        <div key={label} className="bg-surface px-4 py-3">
          <dt className="text-xs text-ink-muted">{label}</dt>
          <dd className="text-xl font-semibold tracking-tight">{value}</dd>
          {detail ? <dd className="text-xs text-ink-muted">{detail}</dd> : null}
        </div>
      ))}
    </dl>
  );
}
