import "server-only";
import { isOutage } from "./outage";

/** How long an answer is waited for where the last one will do, in milliseconds. */
const patienceMs = 500;

/**
 * What something that may be away said last, by key. Whoever asks is told so where it is away, or does not answer at once,
 * so that what needs nothing else of it goes on. Questions are shared: while one has no answer, nobody asks another.
 */
export class LastAnswers<Answer> {
  private readonly last = new Map<string, Answer>();
  private readonly asking = new Map<string, { readonly answer: Promise<Answer>; readonly sinceMs: number }>();

  /**
   * The answer of `ask`; the last one under the key where there is one and `ask` fails as an outage or takes longer than
   * half a second. Rejected as `ask` is where there is none, and by whatever is no outage.
   */
  async ask(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const { answer, sinceMs } = this.asking.get(key) ?? this.begin(key, ask);
    if (!this.last.has(key)) return answer;
    const last = this.last.get(key) as Answer;
    const known = answer.catch((error: unknown) => {
      if (isOutage(error)) return last;
      throw error;
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<Answer>((resolve) => {
      timer = setTimeout(() => resolve(last), Math.max(0, sinceMs + patienceMs - performance.now()));
    });
    try {
      return await Promise.race([known, late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Forgets every answer and question, so that whoever asks next is told what is so now. */
  forget(): void {
    this.last.clear();
    this.asking.clear();
  }

  private begin(key: string, ask: () => Promise<Answer>) {
    const answer = ask();
    const question = { answer, sinceMs: performance.now() };
    this.asking.set(key, question);
    const isOwn = () => this.asking.get(key) === question;
    answer.then(
      (said) => {
        if (!isOwn()) return;
        this.asking.delete(key);
        this.last.set(key, said);
      },
      () => isOwn() && this.asking.delete(key),
    );
    return question;
  }
}
