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

const onsets = "Qu V Br Tr Kr Dr Gl Sk Pl Fl Th M N L K R T D B H Sv Vr Gr Str C P S W Al Or El Am".split(" ");
const nuclei = "a e i o u a e o ei au".split(" ");
const middles = "x z zr xt xl lz nz rx rz nx vj zv dz rj mz lx lj nq zk xv".split(" ");
const endings = "an or el is um ara eth ova in ent ola ory ane era os ume il urn eld ost ick ant ia on".split(" ");

/**
 * Tickers of the pattern below that real filers used in EDGAR's map of March 2026. A fictional company must not be
 * taken for a listed one, so these are not given.
 */
const takenTickers = new Set<string>(
  "AAQL AEXA AIRJ AIXI AIXN ALEX ALXO ALZN AMIX AMLX AMRX AMRZ AMZE AMZN AURX AXGN BANX BIXI BIXT BLZR BNZI BREZ BRZE BULZ CALX CENX CNXN CURX FLEX FLUX GANX GAUZ GRNQ HERZ HOLX KARX KIDZ KXIN KZIA LAZR LENZ LIXT LNZA LUXE MAZE MUZE NEXA NEXN NXST NXTT NXUR PLRZ RELX RENX REZI SELX SEZL SKLZ SLXN SONX SPFX SRJN SRZN STEX STRZ SVIX TENX TOMZ TONX TOXR TRAX TREX TROX TRXA VERX VOXR VRAX VREX VRXA VUZI VZLA".split(
    " ",
  ),
);

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
