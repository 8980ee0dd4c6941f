const formats = new Map<string, Intl.NumberFormat>();

/** The format of numbers with so many decimals, made once: to make one costs more than to use it a hundred times. */
export function getNumberFormat(digitsMin: number, digitsMax: number, isGrouped = true): Intl.NumberFormat {
  const key = `${digitsMin} ${digitsMax} ${isGrouped}`;
  const kept = formats.get(key);
  if (kept) return kept;
  const made = new Intl.NumberFormat("en-US", {
    minimumFractionDigits: digitsMin,
    maximumFractionDigits: digitsMax,
    useGrouping: isGrouped,
  });
  formats.set(key, made);
  return made;
}

/** How many there are of something: `1,942`. */
export function formatCount(count: number): string {
  return getNumberFormat(0, 0).format(count);
}

/** How many there are, with the word for one or for several: `1 row`, `1,942 rows`. */
export function formatCountOf(count: number, one: string, many = `${one}s`): string {
  return `${formatCount(count)} ${count === 1 ? one : many}`;
}

/** A part of a whole, given as a ratio, in percent with so many decimals: `8.1%`. */
export function formatShare(share: number, digits: number): string {
  return `${getNumberFormat(digits, digits).format(share * 100)}%`;
}

/** Like formatShare, but rounded down, so that 100% means all; a dash where there is nothing to know. */
export function formatShareDown(share: number | null, digits: number): string {
  if (share === null) return "–";
  const scale = 10 ** digits;
  return `${getNumberFormat(digits, digits).format(Math.floor(share * 100 * scale + 1e-6) / scale)}%`;
}
