import { RecentMap } from "#lib/util/recent-map";

/** What was asked under a key: its answer, or that there was none. */
export type QueuedAnswer<Answer> =
  | { readonly key: string; readonly isAnswered: true; readonly answer: Answer }
  | { readonly key: string; readonly isAnswered: false };

/** Two, so that a question that hangs does not keep the next one waiting. */
const atOnceMax = 2;
const keptMax = 40;

/**
 * Asks for what is wanted last. While questions are under way the newest one waits, and those between are never asked, since
 * a server goes on with a question that its asker has left. An answer is told unless a newer one was told before.
 */
export class AnswerQueue<Answer> {
  private readonly kept = new RecentMap<string, Answer>(keptMax);
  private underWay = 0;
  private askedLast = 0;
  private toldLast = 0;
  private waiting: string | null = null;

  constructor(
    private readonly ask: (key: string) => Promise<Answer>,
    private readonly tell: (answer: QueuedAnswer<Answer>) => void,
  ) {}

  /** Says what is wanted now. An answer that is known is told at once. */
  want(key: string): void {
    const known = this.kept.get(key);
    if (known === undefined && this.underWay >= atOnceMax) {
      this.waiting = key;
      return;
    }
    this.waiting = null;
    this.askedLast += 1;
    const place = this.askedLast;
    if (known !== undefined) this.settle(place, { key, isAnswered: true, answer: known });
    else void this.begin(place, key);
  }

  private async begin(place: number, key: string): Promise<void> {
    this.underWay += 1;
    const told = await this.ask(key).then(
      (answer): QueuedAnswer<Answer> => ({ key, isAnswered: true, answer }),
      (): QueuedAnswer<Answer> => ({ key, isAnswered: false }),
    );
    this.underWay -= 1;
    if (told.isAnswered) this.kept.set(key, told.answer);
    this.settle(place, told);
    if (this.waiting !== null) this.want(this.waiting);
  }

  private settle(place: number, told: QueuedAnswer<Answer>): void {
    if (place < this.toldLast) return;
    this.toldLast = place;
    this.tell(told);
  }
}
