import { parse } from "#lib/expr/parse";

/** How long before today a name with a lag speaks of, to stand behind its label: `, a year before`; "" without a lag. */
export function writeLag(text: string): string {
  const parsed = parse(text);
  const lag = parsed.ok && parsed.value.kind === "name" ? parsed.value.lag : undefined;
  if (lag === undefined) return "";
  if ("years" in lag) return lag.years === 1 ? ", a year before" : `, ${lag.years} years before`;
  return lag.quarters === 1 ? ", a quarter before" : `, ${lag.quarters} quarters before`;
}
