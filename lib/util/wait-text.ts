/** How long to wait, rounded up, as the end of a sentence: "in 40 seconds", "in 2 minutes". */
export function formatWait(seconds: number): string {
  if (seconds <= 90) return count(Math.max(1, Math.ceil(seconds)), "second");
  return count(Math.ceil(seconds / 60), "minute");
}

function count(amount: number, unit: string): string {
  return `in ${amount} ${unit}${amount === 1 ? "" : "s"}`;
}
