import type { ReactNode } from "react";

export function Kbd({ children }: { readonly children: ReactNode }) {
  return (
    <kbd className="inline-grid h-4.5 min-w-4.5 place-items-center rounded-ui border border-line-strong bg-sunken px-1 text-2xs text-ink-faint">
      {children}
    </kbd>
  );
}
