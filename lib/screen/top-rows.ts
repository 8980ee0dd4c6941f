/**
 * Picks the best of many rows: the largest keys, equal keys by the smaller place. What is out of question is parted off
 * first, then only the best are sorted; rows are added one by one and taken at once.
 */
export class TopRows {
  private readonly keys: Float64Array;
  private readonly places: Uint32Array;
  private readonly rows: Uint32Array;
  private count = 0;
  /** Once more than the limit were added: a key that the worst of the best has, so that lesser ones are dismissed. */
  private least = Number.NEGATIVE_INFINITY;

  constructor(readonly limit: number) {
    const size = Math.max(4 * limit, 256);
    this.keys = new Float64Array(size);
    this.places = new Uint32Array(size);
    this.rows = new Uint32Array(size);
  }

  add(key: number, place: number, row: number): void {
    if (key < this.least) return;
    const { count } = this;
    this.keys[count] = key;
    this.places[count] = place;
    this.rows[count] = row;
    this.count = count + 1;
    if (this.count === this.keys.length) this.keepBest();
  }

  /** Writes the best rows in order and forgets all. Says how many there were. */
  takeInto(out: Uint32Array): number {
    if (this.count > this.limit) this.keepBest();
    const taken = this.count;
    this.sortFirst(taken);
    for (let at = 0; at < taken; at += 1) out[at] = this.rows[at] as number;
    this.count = 0;
    this.least = Number.NEGATIVE_INFINITY;
    return taken;
  }

  private keepBest(): void {
    const { keys, limit } = this;
    if (limit > 0) this.partAt(limit);
    this.count = limit;
    let least = Number.POSITIVE_INFINITY;
    for (let at = 0; at < limit; at += 1) least = Math.min(least, keys[at] as number);
    this.least = least;
  }

  /** Exchanges entries until the `wanted` best are the first ones (Hoare's selection). */
  private partAt(wanted: number): void {
    const { keys, places } = this;
    let low = 0;
    let high = this.count - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const key = keys[middle] as number;
      const place = places[middle] as number;
      let left = low;
      let right = high;
      while (left <= right) {
        while ((keys[left] as number) > key || (keys[left] === key && (places[left] as number) < place)) left += 1;
        while ((keys[right] as number) < key || (keys[right] === key && (places[right] as number) > place)) right -= 1;
        if (left > right) break;
        this.exchange(left, right);
        left += 1;
        right -= 1;
      }
      if (wanted - 1 <= right) high = right;
      else if (wanted - 1 >= left) low = left;
      else return;
    }
  }

  private exchange(left: number, right: number): void {
    const { keys, places, rows } = this;
    const key = keys[left] as number;
    const place = places[left] as number;
    const row = rows[left] as number;
    keys[left] = keys[right] as number;
    places[left] = places[right] as number;
    rows[left] = rows[right] as number;
    keys[right] = key;
    places[right] = place;
    rows[right] = row;
  }

  private sortFirst(count: number): void {
    if (count > 256) this.sortMany(count);
    else this.insertEach(count);
  }

  private insertEach(count: number): void {
    const { keys, places, rows } = this;
    for (let next = 1; next < count; next += 1) {
      const key = keys[next] as number;
      const place = places[next] as number;
      const row = rows[next] as number;
      let at = next - 1;
      while (at >= 0 && ((keys[at] as number) < key || (keys[at] === key && (places[at] as number) > place))) {
        keys[at + 1] = keys[at] as number;
        places[at + 1] = places[at] as number;
        rows[at + 1] = rows[at] as number;
        at -= 1;
      }
      keys[at + 1] = key;
      places[at + 1] = place;
      rows[at + 1] = row;
    }
  }

  private sortMany(count: number): void {
    const { keys, places, rows } = this;
    const order = Array.from({ length: count }, (_, at) => at).sort((left, right) => {
      const [a, b] = [keys[left] as number, keys[right] as number];
      return a === b ? (places[left] as number) - (places[right] as number) : a > b ? -1 : 1;
    });
    rows.set(order.map((at) => rows[at] as number));
  }
}
