import type { CompanyStressAnswer } from "#lib/contract/company-stress";
import { formatWithUnit, missingMeanings } from "#lib/metric/format";

type Headroom = NonNullable<CompanyStressAnswer["headroom"]>;

/** Above it a rise of rates tells nothing any more. */
const toldMost = 0.2;

/** How far rates may rise until cover is 1.5x, in a sentence: between the ends of what filings leave open. */
export function describeHeadroom({ worse, better }: Headroom): string {
  if (worse.type !== "number") {
    if (worse.type === "missing" && worse.reason === "no_debt") return "No debt, so that no rise of rates reaches it.";
    const reason = worse.type === "missing" ? ` ${missingMeanings[worse.reason]}.` : "";
    return `Rate headroom is not known.${reason}`;
  }
  const most = better.type === "number" ? Math.max(better.value, worse.value) : null;
  if (most !== null && most <= 0) {
    return "No rate headroom: cover is at 1.5x or below without any rise of rates.";
  }
  const least = Math.max(worse.value, 0);
  const until = "until cover is 1.5x. The spreads of a scenario come on top of that";
  if (least > toldMost)
    return `With today's earnings and spreads, rates alone may rise by more than ${write(toldMost)} ${until}.`;
  const isOne = most !== null && write(least) === write(most);
  const range = isOne
    ? write(least)
    : most === null || most > toldMost
      ? `${write(least)} or more`
      : `${write(least)} to ${write(most)}`;
  return `With today's earnings and spreads, rates alone may rise by ${range} ${until}.`;
}

function write(ratio: number): string {
  return formatWithUnit(ratio, "basis_points");
}
