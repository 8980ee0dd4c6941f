import { formatIsoDate } from "@/components/layout/format-date";
import { Notice } from "@/components/ui/notice";
import type { FailedCheck } from "./statement-data";

/** The sums of the newest period that do not hold; nothing where all do. */
export function FailedChecks({ checks }: { readonly checks: readonly FailedCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <Notice
      tone="notice"
      className="mt-3"
      title={`${checks.length === 1 ? "A sum does" : `${checks.length} sums do`} not hold in the newest figures`}
    >
      <p>A figure that such a sum puts in doubt is shown as a conflict. Where none can be told, all stand as filed.</p>
      <ul className="mt-1.5 space-y-1.5">
        {checks.map(({ id, label, because, end, detail }) => (
          <li key={id}>
            <p>
              <span className="font-medium text-ink">{label}</span>, {formatIsoDate(end)}. {because}
            </p>
            <p className="tabular-nums">{detail}</p>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
