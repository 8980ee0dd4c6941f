// How many requests are worked on at a time, and how many may wait. A plain module, like the server that uses it.

/**
 * @typedef {object} LaneLimits
 * @property {number} running How many are worked on at a time.
 * @property {number} waiting How many may wait for their turn.
 * @property {number} waitMs How long one may wait.
 * @property {number} holdMs After which time a request that is worked on no longer keeps others waiting: it waits for
 *   something itself (a past day that is being built), and does not compute.
 * @property {number} held How many of these there may be.
 */

/** @typedef {{ readonly state: "admitted", readonly leave: () => void }} Admitted */
/** @typedef {{ readonly state: "full" | "late" | "gone" }} TurnedAway */

/** Lets a limited number of requests through, in the order in which they came. */
export class Lane {
  /** @type {Set<() => void>} */
  #waiting = new Set();
  #running = 0;
  #held = 0;

  /** @param {LaneLimits} limits */
  constructor(limits) {
    this.limits = limits;
  }

  /** How many are worked on, have stopped keeping others waiting, and wait. */
  get load() {
    return { running: this.#running, held: this.#held, waiting: this.#waiting.size };
  }

  /**
   * Waits for a turn. Whoever is admitted must `leave`, once. `full`: too many wait already; `late`: the turn did not
   * come in time; `gone`: the signal fired, since whoever asked has left.
   * @param {AbortSignal} signal
   * @returns {Promise<Admitted | TurnedAway>}
   */
  enter(signal) {
    if (signal.aborted) return Promise.resolve({ state: "gone" });
    // Whoever waits comes first, also in the moment between a place that is free and the next one called.
    if (this.#waiting.size === 0 && this.#hasRoom()) return Promise.resolve(this.#admit());
    if (this.#waiting.size >= this.limits.waiting) return Promise.resolve({ state: "full" });
    return new Promise((resolve) => {
      /** @param {Admitted | TurnedAway} outcome */
      const settle = (outcome) => {
        clearTimeout(timer);
        signal.removeEventListener("abort", leave);
        this.#waiting.delete(turn);
        resolve(outcome);
      };
      const turn = () => settle(this.#admit());
      const leave = () => settle({ state: "gone" });
      const timer = setTimeout(() => settle({ state: "late" }), this.limits.waitMs);
      signal.addEventListener("abort", leave, { once: true });
      this.#waiting.add(turn);
    });
  }

  #hasRoom() {
    return this.#running < this.limits.running && this.#held < this.limits.held;
  }

  /** @returns {Admitted} */
  #admit() {
    this.#running += 1;
    let isHeld = false;
    let hasLeft = false;
    const timer = setTimeout(() => {
      isHeld = true;
      this.#running -= 1;
      this.#held += 1;
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
          if (isHeld) this.#held -= 1;
          else this.#running -= 1;
          this.#callNext();
        });
      },
    };
  }

  #callNext() {
    for (const turn of this.#waiting) {
      if (!this.#hasRoom()) return;
      turn();
    }
  }
}
