import { MissingLegend } from "@/components/layout/missing-mark";

/** What stands in place of numbers in the table, and behind them. */
export function MarksLegend() {
  return (
    <>
      <h3 className="mb-2 text-sm">In place of a number</h3>
      <MissingLegend />
      <p className="mt-2 text-xs text-ink-muted">
        A missing number never passes a filter and never counts as zero. It sorts last, whichever way.
      </p>
      <h3 className="mt-4 mb-1 text-sm">Behind a number</h3>
      <p className="text-xs text-ink-muted">
        A percentile bar is as long as the share of all companies that have a lower number. A shade says how the company
        stands in its sector: the best and the worst three tenths, the outer tenth darker. Where a sector has fewer than
        20 known numbers, all companies are its measure.
      </p>
    </>
  );
}
