/** Keeps the values used last, at most `max` of them: what is asked for comes from links that anybody may write. */
export class KeptValues<Value> {
  private readonly values = new Map<string, Value>();

  constructor(private readonly max: number) {}

  /** The kept value, or a new one from `make`. */
  get(key: string, make: () => Value): Value {
    const known = this.values.get(key);
    const value = known === undefined ? make() : known;
    // Set again, so that the map's order is that of the last use.
    this.values.delete(key);
    this.values.set(key, value);
    if (this.values.size > this.max) {
      const [oldest] = this.values.keys();
      if (oldest !== undefined) this.values.delete(oldest);
    }
    return value;
  }
}
