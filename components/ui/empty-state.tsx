import type { ReactNode } from "react";
import { joinClasses } from "./class-names";

export interface StateProps {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly icon?: ReactNode;
  readonly className?: string;
}

/** Nothing is here: says why, and what to do next. */
export function EmptyState({ title, children, actions, icon, className }: StateProps) {
  return (
    <div className={joinClasses("mx-auto flex max-w-md flex-col items-center px-6 py-12 text-center", className)}>
      {icon ? (
        <div aria-hidden className="mb-3 text-ink-faint [&_svg]:size-6">
          {icon}
        </div>
      ) : null}
      <h2 className="text-lg">{title}</h2>
      {children ? <div className="mt-1 text-sm text-pretty text-ink-muted">{children}</div> : null}
      {actions ? <div className="mt-4 flex flex-wrap justify-center gap-2">{actions}</div> : null}
    </div>
  );
}
