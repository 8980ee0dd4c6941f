/** Principal exceeds what stands on the balance sheet by discount and costs of issue, of no more than this share. */
export const principalExcessMax = 0.035;

/** How far a total may miss the sum of its parts. */
export const totalTolerance = 0.005;

/** True where a total is an amount, or up to these shares of it less or more. */
export function isNear(total: number, amount: number, below: number, above: number): boolean {
  return total >= amount * (1 - below) && total <= amount * (1 + above);
}

/** Sets of lines double with each line; no filer shows nearly as many kinds of debt. */
export const addendsMax = 12;

/** Every set of the first items, of one at least. */
export function* listSets<Item>(items: readonly Item[]): Generator<readonly Item[]> {
  const first = items.slice(0, addendsMax);
  for (let mask = 1; mask < 2 ** first.length; mask += 1) yield first.filter((_, index) => (mask & (1 << index)) !== 0);
}

/** Whether some of the amounts, one at least, add up to a sum. */
export function hasSum(amounts: readonly number[], sum: number, tolerance: number): boolean {
  for (const set of listSets(amounts)) {
    if (Math.abs(set.reduce((all, amount) => all + amount, 0) - sum) <= tolerance) return true;
  }
  return false;
}
