import "server-only";
import { deriveSeed } from "#lib/sample/random";
import { createScreenDraw, type DrawnFrom, type FreshScreen } from "./fresh-screen";
import { writeFreshQuery } from "./fresh-texts";

/** One screen that nobody has asked for before: the place of its table, the screen, and how many rows are wanted. */
export interface FreshTask {
  readonly table: number;
  readonly screen: FreshScreen;
  readonly limit: number;
}

const numbers = /(?<![\w.])\d+(?:\.\d+)?/g;

/**
 * Tasks on tables in turn, each drawn for its table. No two have the same text, not even with
 * other numbers in it: what comes again is drawn anew.
 */
export class FreshTasks {
  private readonly texts = new Set<string>();
  private drawnCount = 0;

  constructor(private readonly draws: readonly (() => FreshScreen)[]) {}

  /** How many were drawn. */
  get count(): number {
    return this.drawnCount;
  }

  /** How many different texts they have, without their numbers. */
  get textCount(): number {
    return this.texts.size;
  }

  next(limit: number): FreshTask {
    const table = this.drawnCount % this.draws.length;
    const screen = this.drawUnseen(this.draws[table] as () => FreshScreen);
    this.drawnCount += 1;
    return { table, screen, limit };
  }

  take(count: number, limit: number): readonly FreshTask[] {
    return Array.from({ length: count }, () => this.next(limit));
  }

  private drawUnseen(draw: () => FreshScreen): FreshScreen {
    for (;;) {
      const screen = draw();
      const text = writeFreshQuery(screen).replace(numbers, "#");
      if (this.texts.has(text)) continue;
      this.texts.add(text);
      return screen;
    }
  }
}

/** Tasks that are drawn from the columns of tables. The same seed gives the same tasks. */
export function createFreshTasks(sources: readonly DrawnFrom[], seed: number): FreshTasks {
  return new FreshTasks(sources.map((source, place) => createScreenDraw(source, deriveSeed(seed, 4, place))));
}
