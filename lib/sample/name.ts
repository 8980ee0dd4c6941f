import type { Random } from "./random";

/** What a fictional company is called, in each of the spellings that the sources use. */
export interface CompanyName {
  /** As EDGAR would spell it: `Quovexa Therapeutics, Inc.` */
  readonly legal: string;
  /** As a holdings file spells it: capitals, no punctuation, cut at 34 characters. */
  readonly holdings: string;
  /** As the ticker map has it; a share class stands behind a dash. */
  readonly ticker: string;
  /** As a holdings file has it: no dash. */
  readonly holdingsTicker: string;
}

const onsets = [
  "Qu", "Z", "X", "J", "V", "Br", "Tr", "Kr", "Dr", "Gl", "Sk", "Pl", "Fl", "Th", "M", "N", "L", "K", "R", "T", "D", "B",
  "H", "Sv", "Vr", "Zw", "Dw", "Gr", "Str", "Y",
] as const; // biome-ignore format: a word list reads better in rows
const nuclei = ["a", "e", "i", "o", "u", "ae", "ei", "ou", "ia", "ue", "oa"] as const;
const middles = ["x", "z", "q", "j", "xl", "zr", "zn", "xt", "zk", "jv", "xv", "zm", "qv", "zl", "xr", "jd"] as const;
const endings = [
  "an", "or", "el", "is", "um", "ara", "eth", "ova", "in", "ent", "ola", "ory", "ane", "ix", "era", "os", "ume", "il",
  "urn", "eld", "ost", "ick",
] as const; // biome-ignore format: a word list reads better in rows

/**
 * Tickers of the pattern below that real filers used in EDGAR's map of March 2026. A fictional company must not be
 * taken for a listed one, so these are not given.
 */
const takenTickers = new Set<string>([]);

/** Hands out names and tickers, each once. */
export class Namer {
  readonly #stems = new Set<string>();
  readonly #tickers = new Set<string>();
  readonly #random: Random;

  constructor(random: Random) {
    this.#random = random;
  }

  /** A name that ends in one of the given descriptors (`Therapeutics, Inc.`); a class is a letter or null. */
  next(descriptors: readonly string[], shareClass: string | null): CompanyName {
    const stem = this.#takeStem();
    const base = this.#takeTicker(stem);
    const legal = `${stem} ${this.#random.pick(descriptors)}`;
    const spelled = legal.replaceAll(/[.,]/g, "").toUpperCase() + (shareClass ? ` CLASS ${shareClass}` : "");
    return {
      legal,
      holdings: spelled.slice(0, 34).trimEnd(),
      ticker: shareClass ? `${base}-${shareClass}` : base,
      holdingsTicker: shareClass ? `${base}${shareClass}` : base,
    };
  }

  #takeStem(): string {
    for (;;) {
      const random = this.#random;
      const stem = `${random.pick(onsets)}${random.pick(nuclei)}${random.pick(middles)}${random.pick(endings)}`;
      if (this.#stems.has(stem)) continue;
      this.#stems.add(stem);
      return stem;
    }
  }

  /** Four letters of the stem, or three and another, always with one of Q, X, Z, J, which listed tickers seldom have. */
  #takeTicker(stem: string): string {
    const letters = stem.toUpperCase();
    const rare = /[QXZJ]/;
    for (let attempt = 0; ; attempt++) {
      let ticker = letters.slice(0, 1);
      let at = 1;
      while (ticker.length < 4) {
        const left = letters.length - at;
        if (left <= 0 || attempt > 40) ticker += String.fromCharCode(65 + this.#random.integer(0, 25));
        else {
          at += this.#random.integer(0, Math.max(0, Math.min(1, left - (4 - ticker.length))));
          ticker += letters[at] ?? "Z";
          at++;
        }
      }
      if (!rare.test(ticker) || takenTickers.has(ticker) || this.#tickers.has(ticker)) continue;
      this.#tickers.add(ticker);
      return ticker;
    }
  }
}
