// A plain module, because the server that stands before Next uses it too.

/** Kinds of lines that are told apart; whatever comes beyond them is counted as one. */
const kindsMax = 200;

/** Bounds how many lines of a kind are written in a minute, so that nobody fills a log by asking for the same again. */
export class LineLimit {
  /** @type {Map<string, { since: number, written: number, leftOut: number }>} */
  #kinds = new Map();

  /** @param {number} perMinute */
  constructor(perMinute) {
    this.perMinute = perMinute;
  }

  /**
   * Whether one more line of a kind is to be written: null when it is not, else how many were left out since the last.
   * @param {string} kind
   * @param {number} [now] In milliseconds.
   * @returns {number | null}
   */
  admit(kind, now = performance.now()) {
    const key = this.#kinds.has(kind) || this.#kinds.size < kindsMax ? kind : "";
    const known = this.#kinds.get(key);
    if (known === undefined || now - known.since >= 60_000) {
      this.#kinds.set(key, { since: now, written: 1, leftOut: 0 });
      return known?.leftOut ?? 0;
    }
    if (known.written < this.perMinute) {
      known.written += 1;
      return 0;
    }
    known.leftOut += 1;
    return null;
  }
}
