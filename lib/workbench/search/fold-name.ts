/** A word of a text, folded, and where it stands in the text as it was written. */
export interface FoldedWord {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** A text as it is compared: without case, accents and punctuation. */
export interface FoldedName {
  readonly words: readonly FoldedWord[];
  /** The words without anything between them: `Bio-Rad` and `biorad` are the same. */
  readonly joined: string;
}

/** Letters that do not come apart into one of a to z and a mark. */
const otherForms: ReadonlyMap<string, string> = new Map([
  ["ß", "ss"],
  ["æ", "ae"],
  ["œ", "oe"],
  ["ø", "o"],
  ["ł", "l"],
  ["đ", "d"],
  ["ð", "d"],
  ["þ", "th"],
  ["ı", "i"],
]);

/** Marks inside a word, which do not part it: accents, apostrophes, the points of an abbreviation. */
const isInner = /^[\p{M}\p{Cf}.'’`´]$/u;

/** Folds a text. Every sign that is no letter and no digit parts words, but those that stand inside a word. */
export function foldName(text: string): FoldedName {
  const words: FoldedWord[] = [];
  let joined = "";
  let word = "";
  let start = 0;
  let end = 0;
  let at = 0;
  const close = () => {
    if (word !== "") words.push({ text: word, start, end });
    joined += word;
    word = "";
  };
  for (const sign of text) {
    const folded = foldSign(sign);
    if (folded !== "") {
      if (word === "") start = at;
      word += folded;
      end = at + sign.length;
    } else if (!isInner.test(sign)) close();
    else if (word !== "" && /^\p{M}$/u.test(sign)) end = at + sign.length;
    at += sign.length;
  }
  close();
  return { words, joined };
}

/** A letter or digit in its plain form; empty for any other sign. */
function foldSign(sign: string): string {
  let plain = "";
  for (const part of sign.normalize("NFKD").toLowerCase()) {
    if (/^[\p{L}\p{N}]$/u.test(part)) plain += otherForms.get(part) ?? part;
  }
  return plain;
}
