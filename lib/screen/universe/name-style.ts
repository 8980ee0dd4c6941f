import type { TextVector } from "#lib/expr/vector";

/** Abbreviations with a vowel, which their letters alone do not tell from words. */
const abbreviations: ReadonlySet<string> = new Set(
  (
    "AAR ABM ACI ACNB ADC ADMA AI AMC AMN ATN AZZ CBIZ CECO CEVA CNO COPT CPI CTO ECB EPR ESCO ESSA EVI FTAI GATX GEO " +
    "GPGI GTXI HCI HNI IBEX ICF ICU IDT IES II III IMAX IT IV LCI LGI LSI MBIA MFA MGE MYR NACCO NI NVE OFG OSI PAMT PRA " +
    "RCI REIT RPT RXO SIGA UFP UMB UMH US USA USCB UTI VI VSE WAFD XOMA"
  ).split(" "),
);

/** Words that are small inside a name. */
const smallWords: ReadonlySet<string> = new Set(["AND", "AT", "BY", "FOR", "IN", "OF", "ON", "THE", "TO", "DE", "LA"]);

/** Endings of a company's kind that are written with small letters though they have no vowel. */
const kinds: ReadonlyMap<string, string> = new Map([
  ["CO", "Co"],
  ["CORP", "Corp"],
  ["LTD", "Ltd"],
  ["ST", "St"],
  ["MT", "Mt"],
  ["FT", "Ft"],
  ["BROS", "Bros"],
  ["HLDGS", "Hldgs"],
  ["GRP", "Grp"],
  ["INTL", "Intl"],
  ["DR", "Dr"],
]);

/**
 * A company's name in capitals and small letters. Filers and funds write four names of ten in capitals alone, which read as
 * shouting beside the others; a name with a small letter stays as it is. Abbreviations that the list lacks come out as words.
 */
export function writeCompanyName(name: string): string {
  if (name !== name.toUpperCase()) return name;
  let isFirst = true;
  return name.replace(/[\p{L}\p{N}&'’]+|\/[A-Z]{2,3}\/?/gu, (word) => {
    const written = word.startsWith("/") ? word : writeWord(word, isFirst);
    isFirst = false;
    return written;
  });
}

function writeWord(word: string, isFirst: boolean): string {
  const kind = kinds.get(word);
  if (kind !== undefined) return kind;
  if (!isFirst && smallWords.has(word)) return word.toLowerCase();
  if (/^\d+(ST|ND|RD|TH)$/.test(word)) return word.toLowerCase();
  if (/['’]S$/.test(word)) return `${writeWord(word.slice(0, -2), isFirst)}${word.at(-2)}s`;
  if (abbreviations.has(word) || /[\d&]/.test(word) || !/[AEIOUYÀ-Þ]/.test(word)) return word;
  const [first = "", second = ""] = word;
  // O'REILLY, but DENNY'S.
  const apostrophe = /^[A-Z](['’])[A-Z]{2,}/.exec(word);
  if (apostrophe) return first + second + (word[2] ?? "") + word.slice(3).toLowerCase();
  if (/^MC[^AEIOUY]/.test(word) && word.length > 4) return `Mc${word[2] ?? ""}${word.slice(3).toLowerCase()}`;
  return first + word.slice(1).toLowerCase();
}

/** A column of names in one style. */
export function styleNames(vector: TextVector): TextVector {
  return { ...vector, dictionary: vector.dictionary.map(writeCompanyName) };
}
