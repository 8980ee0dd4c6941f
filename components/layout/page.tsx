import type { ReactNode } from "react";
import { joinClasses } from "@/components/ui/class-names";

export interface PageProps {
  readonly title: ReactNode;
  /** One or two sentences under the title. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly width?: "form" | "narrow" | "normal" | "wide";
  readonly children: ReactNode;
}

/** A form stands in the middle. All else begins at the one left edge, however wide it is. */
const frames = {
  form: "max-w-md",
  narrow: "max-w-(--page-width)",
  normal: "max-w-(--page-width)",
  wide: "max-w-(--page-width)",
} as const;

const widths = { form: "", narrow: "max-w-2xl", normal: "max-w-6xl", wide: "" } as const;

/** A page to read, with its heading: everything but the screener. */
export function Page({ title, lead, actions, width = "normal", children }: PageProps) {
  return (
    <div className={joinClasses("mx-auto w-full px-4 pt-6 pb-16", frames[width])}>
      <div className={joinClasses("flex flex-wrap items-start justify-between gap-x-6 gap-y-3", widths[width])}>
        <div>
          <h1 className="text-xl">{title}</h1>
          {lead ? <p className="mt-1 max-w-2xl text-sm text-pretty text-ink-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
      </div>
      <div className={joinClasses("mt-6", widths[width])}>{children}</div>
    </div>
  );
}

export interface PageSectionProps {
  readonly title: ReactNode;
  readonly id?: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A part of a page under its own heading. */
export function PageSection({ title, id, lead, actions, children }: PageSectionProps) {
  return (
    <section id={id} className="mt-8 scroll-mt-16 first:mt-0">
      <div className="mb-3 flex flex-wrap items-end justify-between gap-x-6 gap-y-2">
        <div>
          <h2 className="text-lg">{title}</h2>
          {lead ? <p className="max-w-2xl text-sm text-pretty text-ink-muted">{lead}</p> : null}
        </div>
        {actions ? <div className="flex gap-2">{actions}</div> : null}
      </div>
      {children}
    </section>
  );
}
