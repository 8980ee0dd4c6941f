import type { AddOutcome } from "#lib/contract/watchlist";
import { formatCountOf } from "#lib/util/number-text";
import type { PastedHoldings } from "#lib/workbench/portfolio/parse-holdings";
import { formatSize, type Sizing } from "#lib/workbench/portfolio/sizing";

/** So many are named; of more the number is told. */
const namedMax = 12;

function nameSome(names: readonly string[]): string {
  const more = names.length - namedMax;
  return more <= 0 ? names.join(", ") : `${names.slice(0, namedMax).join(", ")} and ${more} more`;
}

/** Says what was added, what was there before, whose number is another one now, and what was left out. */
export function describeOutcome(
  { added, present, unknown, doubled, resized }: AddOutcome,
  { sizing, problems, repeated }: Pick<PastedHoldings, "sizing" | "problems" | "repeated">,
): string {
  const changes = resized.map(
    ({ ticker, before, size }) => `${ticker} ${writeSize(before, sizing)} to ${writeSize(size, sizing)}`,
  );
  const [problem] = problems;
  return [
    added.length > 0 ? `Added ${nameSome(added)}.` : null,
    present.length > 0 ? `On the list already: ${nameSome(present)}.` : null,
    changes.length > 0 ? `Changed: ${nameSome(changes)}.` : null,
    unknown.length > 0 ? `Not in the data, left out: ${nameSome(unknown)}.` : null,
    doubled.length > 0 ? `Another ticker of a company that was named, left out: ${nameSome(doubled)}.` : null,
    repeated.length > 0 ? `Named twice, counted once: ${nameSome(repeated)}.` : null,
    problem === undefined
      ? null
      : `Left out ${formatCountOf(problems.length, "line")}${problems.length > 1 ? ", the first" : ""}: ${problem.reason}`,
  ]
    .filter((sentence) => sentence !== null)
    .join(" ");
}

function writeSize(size: number, sizing: Sizing | null): string {
  return sizing === null ? String(size) : formatSize(size, sizing);
}
