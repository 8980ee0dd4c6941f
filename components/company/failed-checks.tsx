import type { FailedCheck } from "#lib/contract/statement";
import { formatIsoDate } from "#lib/util/date-text";
import { Notice } from "@/components/ui/notice";

/** Where the list stands on the page, for a link to it. */
export const failedChecksId = "failed-checks";

/** The sums of the newest period that do not hold; nothing where all do. */
export function FailedChecks({ checks }: { readonly checks: readonly FailedCheck[] }) {
  if (checks.length === 0) return null;
  return (
    <Notice
      id={failedChecksId}
      tone="notice"
      className="mt-3 scroll-mt-16"
      title={`${checks.length === 1 ? "A sum does" : `${checks.length} sums do`} not hold in the newest figures`}
    >
      <p>
        Where a sum tells which figure is wrong, that figure is shown as a conflict; otherwise all stand as they were
        filed.
      </p>
      <ul className="mt-1.5 space-y-1.5">
        {checks.map(({ id, label, end, detail }) => (
          <li key={id}>
            <p>
              <span className="font-medium text-ink">{label}</span> ({formatIsoDate(end)})
            </p>
            <p className="tabular-nums">{detail}</p>
          </li>
        ))}
      </ul>
    </Notice>
  );
}
