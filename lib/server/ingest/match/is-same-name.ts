import "server-only";

/** Words that say nothing about which company it is. */
const commonWords = new Set(
  (
    "a and ag asa bancorp bancshares class co common company corp corporation group holding holdings inc incorporated " +
    "international limited ltd lp nv of ord ordinary plc reit s sa series se share shares the trust"
  ).split(" "),
);

/**
 * Whether two spellings of a company's name may mean the same company: they share a telling word, or one begins like
 * the other when blanks and marks are left out (`J JILL INC`, `J.Jill, Inc.`). A fund cuts names at 34 characters and
 * writes them in capitals, so this can only tell names apart that have nothing in common.
 */
export function isSameName(one: string, other: string): boolean {
  const words = new Set(listWords(one));
  if (listWords(other).some((word) => words.has(word))) return true;
  const [shorter = "", longer = ""] = [squeeze(one), squeeze(other)].sort((a, b) => a.length - b.length);
  return shorter.length >= comparedLength && longer.startsWith(shorter.slice(0, comparedLength));
}

/**
 * The telling words of a name in their order. Where a fund wrote equal ones in two of its lists, the two lines are one
 * company. Empty for a name that tells nothing.
 */
export function getTellingName(name: string): string {
  return listWords(name).join(" ");
}

const comparedLength = 5;

function listWords(name: string): readonly string[] {
  return name
    .toLowerCase()
    .replaceAll(/['’.]/g, "")
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "" && !commonWords.has(word));
}

function squeeze(name: string): string {
  return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "");
}
