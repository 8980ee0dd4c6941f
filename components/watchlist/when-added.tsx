import { formatIsoDate } from "#lib/util/date-text";
import { formatShare } from "#lib/util/number-text";
import { verdictIds } from "#lib/verdict/verdict";
import { VerdictBadge } from "@/components/verdict/verdict-badge";
import type { FollowedItem } from "./followed-item";

/** The verdict when the company was added, and the day. */
export function VerdictAdded({ item: { addedVerdict, addedVersion, addedOn } }: { readonly item: FollowedItem }) {
  const known = verdictIds.find((id) => id === addedVerdict);
  return (
    <span className="flex items-baseline whitespace-nowrap">
      <span className="w-22 shrink-0">
        {known ? <VerdictBadge verdict={known} variant="plain" /> : <span className="text-ink-faint">–</span>}
      </span>
      <span className="text-xs text-ink-muted">
        {formatIsoDate(addedOn)}
        {addedVersion === null ? null : `, by version ${addedVersion}`}
      </span>
    </span>
  );
}

/** The price when the company was added, and what has become of it. Dividends are not counted. */
export function PriceAdded({ item: { addedPrice, price, addedOn } }: { readonly item: FollowedItem }) {
  if (addedPrice === null) return <span className="text-ink-faint">–</span>;
  const change = price === null || addedPrice <= 0 ? null : price / addedPrice - 1;
  return (
    <span
      className="flex items-baseline justify-end gap-2 whitespace-nowrap"
      title={`$${addedPrice.toFixed(2)} on ${formatIsoDate(addedOn)}${price === null ? "" : `, $${price.toFixed(2)} now`}. Not counting dividends.`}
    >
      {addedPrice.toFixed(2)}
      <span className="w-14 text-right text-xs text-ink-muted">
        {change === null ? "" : `${change < 0 ? "−" : "+"}${formatShare(Math.abs(change), 1)}`}
      </span>
    </span>
  );
}
