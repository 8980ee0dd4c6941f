// How many requests are worked on at a time, and how many may wait. A plain module, like the server that uses it.

/**
 * @typedef {object} LaneLimits
 * @property {number} running How many are worked on at a time.
 * @property {number} [ofOne] How many of these one place may have; all of them where absent.
 * @property {number} waiting How many may wait for their turn.
 * @property {number} waitMs How long one may wait.
 * @property {number} holdMs After which time a request that is worked on no longer keeps others waiting: it waits for
 *   something itself (a past day that is being built), and does not compute.
 * @property {number} held How many of these there may be; one place has a quarter of them at most.
 */

/** @typedef {{ readonly state: "admitted", readonly leave: () => void }} Admitted */
/** @typedef {{ readonly state: "full" | "late" | "gone" }} TurnedAway */

/** @typedef {(outcome: Admitted | TurnedAway) => void} Settle */

/**
 * Lets a limited number of requests through. Those who wait have their turns by place (a network address), one after the
 * other, and of one place in the order in which they came: whoever asks for much waits for it, and nobody else does.
 */
export class Lane {
  /**
   * Who waits, by place; the place whose turn is next comes first.
   * @type {Map<string, Set<Settle>>}
   */
  #waiting = new Map();
  #waitingCount = 0;
  #running = 0;
  #held = 0;
  /** @type {Map<string, number>} */
  #heldByPlace = new Map();
  /** @type {Map<string, number>} */
  #runningByPlace = new Map();

  /** @param {LaneLimits} limits */
  constructor(limits) {
    this.limits = limits;
  }

  /** How many are worked on, have stopped keeping others waiting, and wait. */
  get load() {
    return { running: this.#running, held: this.#held, waiting: this.#waitingCount };
  }

  /**
   * Waits for a turn. Whoever is admitted must `leave`, once. `full`: too many wait already, and no place has more of them;
   * `late`: the turn did not come in time; `gone`: the signal fired, since whoever asked has left.
   * @param {AbortSignal} signal
   * @param {string} place Whom the request is counted for.
   * @returns {Promise<Admitted | TurnedAway>}
   */
  enter(signal, place) {
    if (signal.aborted) return Promise.resolve({ state: "gone" });
    // Whoever waits comes first, also in the moment between a place that is free and the next one called.
    if (this.#waitingCount === 0 && this.#hasRoom() && this.#mayTakeTurn(place))
      return Promise.resolve(this.#admit(place));
    if (this.#waitingCount >= this.limits.waiting && !this.#sendAway(place)) return Promise.resolve({ state: "full" });
    return new Promise((resolve) => {
      /** @type {Settle} */
      const settle = (outcome) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", leave);
        this.#forget(place, settle);
        resolve(outcome);
      };
      const leave = () => settle({ state: "gone" });
      const timer = setTimeout(() => settle({ state: "late" }), this.limits.waitMs);
      signal.addEventListener("abort", leave, { once: true });
      const own = this.#waiting.get(place);
      if (own) own.add(settle);
      else this.#waiting.set(place, new Set([settle]));
      this.#waitingCount += 1;
      // There may be room that those who wait must not take.
      this.#callNext();
    });
  }

  #hasRoom() {
    return this.#running < this.limits.running && this.#held < this.limits.held;
  }

  /** @param {string} place */
  #mayTakeTurn(place) {
    const { running, ofOne = running, held } = this.limits;
    return (
      (this.#runningByPlace.get(place) ?? 0) < ofOne && (this.#heldByPlace.get(place) ?? 0) < Math.max(1, held / 4)
    );
  }

  /**
   * Makes room for one more of a place: whoever came last of the place with the most gives way, if that has more by two.
   * @param {string} place
   * @returns {boolean}
   */
  #sendAway(place) {
    const [most] = [...this.#waiting.values()].sort((left, right) => right.size - left.size);
    if (most === undefined || most.size < (this.#waiting.get(place)?.size ?? 0) + 2) return false;
    [...most].at(-1)?.({ state: "full" });
    return true;
  }

  /**
   * @param {string} place
   * @param {Settle} settle
   */
  #forget(place, settle) {
    const own = this.#waiting.get(place);
    if (!own?.delete(settle)) return;
    this.#waitingCount -= 1;
    if (own.size === 0) this.#waiting.delete(place);
  }

  /**
   * @param {string} place
   * @returns {Admitted}
   */
  #admit(place) {
    this.#countRunning(place, 1);
    let isHeld = false;
    let hasLeft = false;
    const timer = setTimeout(() => {
      isHeld = true;
      this.#countRunning(place, -1);
      this.#countHeld(place, 1);
      setImmediate(() => this.#callNext());
    }, this.limits.holdMs);
    return {
      state: "admitted",
      leave: () => {
        if (hasLeft) return;
        hasLeft = true;
        clearTimeout(timer);
        // What has arrived meanwhile, health above all, comes before the next turn: an answer that is computed in one go
        // would otherwise make room for the next one before anything else is looked at.
        setImmediate(() => {
          if (isHeld) this.#countHeld(place, -1);
          else this.#countRunning(place, -1);
          this.#callNext();
        });
      },
    };
  }

  /**
   * @param {string} place
   * @param {1 | -1} change
   */
  #countRunning(place, change) {
    this.#running += change;
    count(this.#runningByPlace, place, change);
  }

  /**
   * @param {string} place
   * @param {1 | -1} change
   */
  #countHeld(place, change) {
    this.#held += change;
    count(this.#heldByPlace, place, change);
  }

  #callNext() {
    // A place that had its turn goes to the end, where this loop meets it again while there is room.
    for (const [place, own] of this.#waiting) {
      if (!this.#hasRoom()) return;
      if (!this.#mayTakeTurn(place)) continue;
      const [settle] = own;
      settle?.(this.#admit(place));
      if (!this.#waiting.delete(place)) continue;
      this.#waiting.set(place, own);
    }
  }
}

/**
 * @param {Map<string, number>} counts
 * @param {string} place
 * @param {1 | -1} change
 */
function count(counts, place, change) {
  const own = (counts.get(place) ?? 0) + change;
  if (own > 0) counts.set(place, own);
  else counts.delete(place);
}
