/**
 * A few values by key, where the one that was added longest ago makes room. The places are written over in place: a weak
 * map, or a map whose entries come and go, keeps what it has held until the whole heap is swept, which costs more than
 * most of what is kept here takes to be made anew. Looking a key up compares it with all others, so a ring is small.
 */
export class RecentRing<Key, Value> {
  private readonly keys: (Key | null)[];
  private readonly values: (Value | null)[];
  private next = 0;

  constructor(private readonly max: number) {
    this.keys = Array<Key | null>(max).fill(null);
    this.values = Array<Value | null>(max).fill(null);
  }

  /** The value of a key that is not null; null where there is none. */
  find(key: Key): Value | null {
    const place = this.keys.indexOf(key);
    return place < 0 ? null : (this.values[place] ?? null);
  }

  /** Adds a key that is not there. */
  add(key: Key, value: Value): void {
    this.keys[this.next] = key;
    this.values[this.next] = value;
    this.next = (this.next + 1) % this.max;
  }
}
