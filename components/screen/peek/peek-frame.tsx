import type { ReactNode } from "react";

/**
 * Where the panel stands: beside the table where there is room, over its right end on smaller screens, over its lower half on a
 * phone. The rest of the table stays in use.
 */
export function PeekFrame({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <aside
      aria-label={label}
      className="flex flex-col border-line-strong bg-surface @max-[60rem]:absolute @max-[60rem]:z-20 @max-[60rem]:shadow-pop @max-[36rem]:inset-x-0 @max-[36rem]:bottom-0 @max-[36rem]:h-3/5 @max-[36rem]:border-t @min-[36rem]:w-88 @min-[36rem]:shrink-0 @min-[36rem]:border-l @min-[36rem]:@max-[60rem]:inset-y-0 @min-[36rem]:@max-[60rem]:right-0"
    >
      {children}
    </aside>
  );
}
