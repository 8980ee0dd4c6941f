import type { Day } from "#lib/fact/filed/entry";
import type { FigureKind } from "./figure";

const kindCodes: Readonly<Record<FigureKind, number>> = { trailing: 0, fiscal_year: 1, quarter: 2, balance: 3 };

/** Keeps one value for each fact, kind and end. A text for a key would cost more than most of the values. */
export class FigureMap<Value> {
  private readonly byFact = new Map<string, Map<number, Value>>();

  get(factId: string, kind: FigureKind, end: Day): Value | undefined {
    return this.byFact.get(factId)?.get(end * 4 + kindCodes[kind]);
  }

  set(factId: string, kind: FigureKind, end: Day, value: Value): void {
    let ofFact = this.byFact.get(factId);
    if (ofFact === undefined) {
      ofFact = new Map();
      this.byFact.set(factId, ofFact);
    }
    ofFact.set(end * 4 + kindCodes[kind], value);
  }
}
