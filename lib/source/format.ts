import type { Day } from "#lib/fact/filed/entry";
import type { Result } from "#lib/util/result";
import type { CsvHeader } from "./csv";
import type { DateOrder } from "./date-text";
import type { SourceError } from "./source-error";

/** The beginning of a file in the shape in which a format looks at it: a JSON text, or a line that may be a header. */
export type SourceHead =
  | { readonly shape: "json"; readonly text: string }
  | { readonly shape: "table"; readonly header: CsvHeader };

/** What a parser may know beside the text. */
export interface SourceOptions {
  /** Without folders. */
  readonly fileName: string;
  /** Leaves unknown columns of a fundamentals file out instead of refusing the file. */
  readonly ignoreUnknown: boolean;
  /** What is dated after this day is refused or left out. Undefined: no day is too late, for the sample universe. */
  readonly today: Day | undefined;
  /** What the user says of dates that no other date of their file settles; null: nothing. */
  readonly dateOrder: DateOrder | null;
}

/** A kind of file that Ballast loads. Each is one file of this folder and one line in `formats`. */
export interface SourceFormat<Kind extends string, Gives extends string, Content> {
  /** What reports and the command line call a file of this format. */
  readonly kind: Kind;
  /** What is in it. Formats that give the same are loaded in the same way. */
  readonly gives: Gives;
  /** The row of the table in the project's README: what the file is, and where it comes from. In Markdown. */
  readonly document: { readonly file: string; readonly from: string };
  /** True for the beginning of a file of this format. */
  readonly detect: (head: SourceHead) => boolean;
  /** Reads the whole text, or says why it is refused. */
  readonly parse: (text: string, options: SourceOptions) => Result<Content, SourceError>;
}
