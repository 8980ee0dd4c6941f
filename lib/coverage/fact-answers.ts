// The small form of zod, since the Data page counts these answers in the browser.
import * as z from "zod/mini";
import { type Figure, figureMethods } from "#lib/fact/series/figure";
import type { Universe } from "#lib/screen/universe/universe";
import { objectError } from "#lib/util/object-error";

/** How a figure came about, or why there is none. Shared by all companies of which it says the same. */
const answerSchema = z.strictObject(
  {
    /** Null where the figure is missing; the snapshot has the reason. */
    method: z.nullable(z.enum(figureMethods, { error: "expected a method" })),
    /** The tags of the figures that went into it, each once. */
    tags: z.array(z.string({ error: "expected a tag" }), { error: "expected a list of tags" }),
    detail: z.nullable(z.string({ error: "expected a text" })),
  },
  objectError,
);

/** The code of a row whose company has no figures at all. */
export const noAnswer = -1;

/**
 * What lies behind each fact of each row of a snapshot. The snapshot itself holds values alone, which is what a browser
 * needs; this is kept beside it, for the measurement of coverage.
 */
export const factAnswersSchema = z.strictObject(
  {
    rowCount: z.int({ error: "expected a whole number" }).check(z.nonnegative({ error: "expected a count" })),
    answers: z.array(answerSchema, { error: "expected a list of answers" }),
    /** By fact: for each row the index of its answer, or `noAnswer`. */
    codes: z.record(
      z.string(),
      z.array(z.int({ error: "expected a whole number" }).check(z.minimum(noAnswer, { error: "expected an index" })), {
        error: "expected a list of indexes",
      }),
      { error: "expected lists of indexes by fact" },
    ),
  },
  objectError,
);

export type FactAnswer = z.infer<typeof answerSchema>;
export type FactAnswers = z.infer<typeof factAnswersSchema>;

/** Collects the answers of a snapshot while its columns are filled. */
export class FactAnswerLog {
  private readonly rowsByFact: ReadonlyMap<string, (FactAnswer | null)[]>;

  constructor(
    private readonly rowCount: number,
    factIds: readonly string[],
  ) {
    this.rowsByFact = new Map(factIds.map((id) => [id, new Array<FactAnswer | null>(rowCount).fill(null)]));
  }

  /** Notes the figure of some rows. Columns that are no fact as it is now (`revenue[-1]`, `revenue_fy`) are passed over. */
  note(columnId: string, rows: readonly number[], figure: Figure): void {
    if (this.rowsByFact.has(columnId)) this.noteAnswer(columnId, rows, describeFigureAnswer(figure));
  }

  /** As `note`, with an answer that was described before. */
  noteAnswer(columnId: string, rows: readonly number[], answer: FactAnswer): void {
    const ofFact = this.rowsByFact.get(columnId);
    if (ofFact === undefined) return;
    for (const row of rows) ofFact[row] = answer;
  }

  /** The answers, in an order that does not depend on the order in which companies were noted. */
  build(): FactAnswers {
    const codeByKey = new Map<string, number>();
    const answers: FactAnswer[] = [];
    const encode = (answer: FactAnswer | null): number => {
      if (answer === null) return noAnswer;
      const key = [answer.method, answer.detail, ...answer.tags].join("\n");
      const known = codeByKey.get(key);
      if (known !== undefined) return known;
      codeByKey.set(key, answers.length);
      answers.push(answer);
      return answers.length - 1;
    };
    const codes = Object.fromEntries([...this.rowsByFact].map(([id, rows]) => [id, rows.map(encode)]));
    return { rowCount: this.rowCount, answers, codes };
  }
}

/** How a figure came about, without the figure. */
export function describeFigureAnswer(figure: Figure): FactAnswer {
  if (!figure.known) return { method: null, tags: [], detail: figure.detail };
  const tags = [...new Set(figure.parts.map(({ entry }) => entry.tag))];
  return { method: figure.method, tags, detail: figure.detail ?? null };
}

/** The answers of a list of lines for the companies of a universe, one row each; null where they are of another list. */
export function takeCompanyAnswers(answers: FactAnswers, { rowCount, lines }: Universe): FactAnswers | null {
  if (answers.rowCount !== lines.lineCount) return null;
  if (rowCount === lines.lineCount) return answers;
  const take = (ofLines: readonly number[]): number[] =>
    Array.from({ length: rowCount }, (_, row) => ofLines[lines.getMainLine(row)] ?? noAnswer);
  const codes = Object.fromEntries(Object.entries(answers.codes).map(([id, ofLines]) => [id, take(ofLines)]));
  return { ...answers, rowCount, codes };
}

/** The answer for one row, or null where the company has no figures or the fact was not measured. */
export function getAnswer({ answers, codes }: FactAnswers, factId: string, row: number): FactAnswer | null {
  return answers[codes[factId]?.[row] ?? noAnswer] ?? null;
}
