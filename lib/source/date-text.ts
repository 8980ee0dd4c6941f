import { getDay, parseDay } from "#lib/fact/filed/day";
import type { Day } from "#lib/fact/filed/entry";

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/** A date as sources write it: `2026-05-05`, `May 05, 2026`, `05-May-2026`, `05/31/2026` (month first). Null: none. */
export function readDateText(text: string): Day | null {
  const trimmed = text.trim();
  const iso = parseDay(trimmed);
  if (iso !== null) return iso;
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(trimmed);
  if (slashed) return getDay(Number(slashed[3]), Number(slashed[1]), Number(slashed[2]));
  const named = /^([A-Za-z]{3})[a-z]*\.? (\d{1,2}), ?(\d{4})$/.exec(trimmed);
  if (named) return getNamedDay(named[3], named[1], named[2]);
  const dashed = /^(\d{1,2})-([A-Za-z]{3})-(\d{4})$/.exec(trimmed);
  if (dashed) return getNamedDay(dashed[3], dashed[2], dashed[1]);
  return null;
}

function getNamedDay(year = "", month = "", dayOfMonth = ""): Day | null {
  const index = months.indexOf(month.toLowerCase());
  return index === -1 ? null : getDay(Number(year), index + 1, Number(dayOfMonth));
}

/** The date in a file name, `IWM_2025-11-11_no-preamble.csv` or `IWM_20251111.csv`. Null: none. */
export function readFileNameDay(fileName: string): Day | null {
  const match = /(?<!\d)(\d{4})-?(\d{2})-?(\d{2})(?!\d)/.exec(fileName);
  return match ? getDay(Number(match[1]), Number(match[2]), Number(match[3])) : null;
}
