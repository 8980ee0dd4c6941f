import { CircleAlert, Info, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { joinClasses } from "./class-names";

export interface NoticeProps {
  /** For links to it. */
  readonly id?: string;
  readonly tone?: "info" | "notice" | "danger";
  readonly title?: ReactNode;
  readonly actions?: ReactNode;
  readonly className?: string;
  readonly children?: ReactNode;
}

const looks = {
  info: { box: "bg-accent-soft", icon: "text-accent", Icon: Info },
  notice: { box: "bg-notice-soft", icon: "text-notice", Icon: CircleAlert },
  danger: { box: "bg-danger-soft", icon: "text-danger", Icon: TriangleAlert },
} as const;

/** A statement inside a page that a reader should not miss. */
export function Notice({ id, tone = "info", title, actions, className, children }: NoticeProps) {
  const { box, icon, Icon } = looks[tone];
  return (
    <div
      id={id}
      role={tone === "danger" ? "alert" : "note"}
      className={joinClasses("flex items-start gap-2.5 rounded-ui px-3 py-2 text-sm", box, className)}
    >
      <Icon size={16} aria-hidden className={joinClasses("mt-0.5 shrink-0", icon)} />
      <div className="min-w-0 flex-1">
        {title ? <p className="font-medium">{title}</p> : null}
        {children ? <div className="text-ink-muted">{children}</div> : null}
      </div>
      {actions ? <div className="flex shrink-0 gap-2">{actions}</div> : null}
    </div>
  );
}
