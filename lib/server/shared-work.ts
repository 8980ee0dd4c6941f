import "server-only";

/** Work under way, by key: whoever asks for what is being made waits for the same work. Nothing is kept afterwards. */
export class SharedWork<Value> {
  private readonly running = new Map<string, Promise<Value>>();

  /** The work under the key, begun by `begin` where there is none. Rejected as the work is. */
  share(key: string, begin: () => Promise<Value>): Promise<Value> {
    const known = this.running.get(key);
    if (known !== undefined) return known;
    const work = begin().finally(() => {
      if (this.running.get(key) === work) this.running.delete(key);
    });
    this.running.set(key, work);
    return work;
  }

  has(key: string): boolean {
    return this.running.has(key);
  }

  get size(): number {
    return this.running.size;
  }

  /** Lets the next who asks begin anew, whatever is under way. */
  forget(key: string): void {
    this.running.delete(key);
  }
}
