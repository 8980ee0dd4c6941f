/** An answer that takes longer than this is taken for another text, in milliseconds. */
const latestMs = 3_000;

/**
 * What a field has told and has not yet been told back. A page answers a field with its own text some moments later, and
 * by then more may have been typed: an answer that is an echo must not be written into the field.
 */
export class OwnEchoes {
  private told: { readonly text: string; readonly at: number }[] = [];

  /** Notes a text that the field tells, at a time in milliseconds. */
  tell(text: string, at = performance.now()): void {
    this.told.push({ text, at });
  }

  /** Whether a text that the field is given is one that it told itself, the earliest of them that is not answered yet. */
  isEcho(text: string, now = performance.now()): boolean {
    const place = this.told.findIndex((told) => told.text === text && now - told.at <= latestMs);
    this.told = place === -1 ? [] : this.told.slice(place + 1);
    return place !== -1;
  }
}
