import type { Completion, CompletionContext, CompletionResult, CompletionSource } from "@codemirror/autocomplete";
import { functions } from "#lib/expr/functions";
import { foldText } from "#lib/expr/text-literal";
import { type Token, tokenize } from "#lib/expr/tokenize";
import { isName } from "#lib/expr/words";
import type { SearchDepth } from "#lib/workbench/column/search-names";

/** A name that a query may use. */
export interface NameEntry {
  readonly id: string;
  readonly label: string;
  readonly unit: string | null;
  readonly description: string;
}

/** A company that a whole text may name, and how its page is opened. */
export interface CompanyEntry {
  readonly ticker: string;
  readonly name: string;
  readonly open: () => void;
}

/** What completion draws on. */
export interface CompletionData {
  /** Names by what is typed, the likeliest first; `names`: not by what is written about them. */
  readonly searchNames: (text: string, depth?: SearchDepth) => readonly NameEntry[];
  /** The texts that a text column holds; null for a name that is none. */
  readonly listTexts: (id: string) => readonly string[] | null;
  /** The companies that a text may name, where their pages can be opened from the field. */
  readonly listCompanies?: (text: string) => readonly CompanyEntry[];
}

const shownMax = 40;

const keywords: readonly Completion[] = [
  { label: "and", detail: "both", type: "keyword" },
  { label: "or", detail: "either", type: "keyword" },
  { label: "not", detail: "the opposite", type: "keyword" },
  { label: "between", detail: "a and b", type: "keyword" },
  { label: "in", detail: "(a, b)", type: "keyword" },
  { label: "is known", detail: "the figure is there", type: "keyword" },
  { label: "is missing", detail: "the figure is not there", type: "keyword" },
];

/** Completes texts after `sector =` and `sector in (`, names and functions where a value is expected, words elsewhere. */
export function createCompletionSource(data: CompletionData): CompletionSource {
  return (context) => {
    const result = completeQuery(data, context);
    const text = context.state.doc.toString();
    const start = text.length - text.trimStart().length;
    if (text.trim() === "" || context.pos !== text.trimEnd().length || (result !== null && result.from !== start))
      return result;
    // A whole text may also be the name of a company; what a query could mean comes before.
    const companies = (data.listCompanies?.(text.trim()) ?? []).map(describeCompany);
    return buildResult(context, start, [
      ...(result?.options ?? []).slice(0, shownMax - companies.length),
      ...companies,
    ]);
  };
}

function describeCompany({ ticker, name, open }: CompanyEntry): Completion {
  return { label: `Open ${ticker}`, detail: name, type: "company", apply: open };
}

/** What a query may go on with. */
function completeQuery(data: CompletionData, context: CompletionContext): CompletionResult | null {
  const word = context.matchBefore(/[a-z_][a-z0-9_]*/i);
  if (word === null && !context.explicit) return null;
  const from = word?.from ?? context.pos;
  const before = tokenize(context.state.sliceDoc(0, from));
  const subject = findTextSubject(before);
  const texts = subject === null ? null : data.listTexts(subject);
  if (texts !== null) return buildResult(context, from, completeTexts(texts, word?.text ?? ""));
  const phrase = completePhrase(data, before, context.state.sliceDoc(0, context.pos));
  if (phrase !== null) return buildResult(context, phrase.from, phrase.options);
  const expectsValue = isValueExpected(before);
  const typed = (word?.text ?? "").toLowerCase();
  const options = expectsValue
    ? [
        ...completeNames(data, typed),
        ...completeFunctions(typed),
        ...keywords.filter(({ label }) => label === "not" && label.startsWith(typed)),
      ]
    : keywords.filter(({ label }) => label !== "not" && label.startsWith(typed));
  return buildResult(context, from, options);
}

function buildResult(
  context: CompletionContext,
  from: number,
  options: readonly Completion[],
): CompletionResult | null {
  return options.length === 0 ? null : { from, to: context.pos, options: options.slice(0, shownMax), filter: false };
}

/**
 * Names for several words: `net inc`, `ev / eb`. A first word that is a name by itself goes on with an operator, so that it
 * begins no phrase with a sign, and none that could be a word of the language.
 */
function completePhrase(
  data: CompletionData,
  before: readonly Token[],
  text: string,
): { readonly from: number; readonly options: readonly Completion[] } | null {
  let first = before.length;
  while (isPhrasePart(before[first - 1])) first -= 1;
  while (first < before.length && before[first]?.kind !== "name") first += 1;
  const start = before[first];
  if (start === undefined || !isValueExpected(before.slice(0, first))) return null;
  const last = text.slice(before.at(-1)?.end).trim().toLowerCase();
  const isNamed = data.searchNames(start.text, "names").some(({ id }) => id === start.text);
  const hasSign = before.slice(first).some(({ kind }) => kind === "operator");
  if (isNamed && (hasSign || keywords.some(({ label }) => label.startsWith(last)))) return null;
  const names = data.searchNames(text.slice(start.start), "names");
  return names.length === 0 ? null : { from: start.start, options: names.map(describeName) };
}

function isPhrasePart(token: Token | undefined): boolean {
  return token?.kind === "name" || token?.text === "/";
}

function completeNames(data: CompletionData, typed: string): Completion[] {
  return data.searchNames(typed).map(describeName);
}

function describeName({ id, label, unit, description }: NameEntry): Completion {
  return {
    label: id,
    detail: unit === null ? label : `${label}, ${unit}`,
    type: "variable",
    ...(description ? { info: description } : {}),
  };
}

function completeFunctions(typed: string): Completion[] {
  return functions
    .filter(({ name }) => typed !== "" && name.startsWith(typed))
    .map(({ name, signature, doc }) => ({
      label: name,
      displayLabel: signature,
      info: doc,
      type: "function",
      apply: `${name}(`,
    }));
}

function completeTexts(texts: readonly string[], typed: string): Completion[] {
  const wanted = foldText(typed);
  return texts
    .filter((text) => foldText(text).includes(wanted))
    .map((text) => {
      const bare = foldText(text).replaceAll(" ", "_");
      return { label: isName(bare) && foldText(bare) === foldText(text) ? bare : JSON.stringify(text), type: "text" };
    });
}

/** The name whose text is being written: the one before `=`, `!=`, or the open list of `in (`. */
function findTextSubject(before: readonly Token[]): string | null {
  let at = before.length - 1;
  while (at >= 0 && (before[at]?.text === "," || before[at]?.kind === "name" || before[at]?.kind === "text")) {
    if (before[at]?.text !== "," && before[at + 1]?.text !== ",") break;
    at--;
  }
  const operator = before[at]?.text;
  if (operator === "=" || operator === "!=") {
    const name = at === before.length - 1 ? before[at - 1] : undefined;
    return name?.kind === "name" ? name.text : null;
  }
  if (operator !== "(" || before[at - 1]?.text !== "in") return null;
  const name = before[at - 2]?.text === "not" ? before[at - 3] : before[at - 2];
  return name?.kind === "name" ? name.text : null;
}

function isValueExpected(before: readonly Token[]): boolean {
  const last = before.at(-1);
  if (last === undefined) return true;
  if (last.kind === "operator") return last.text !== ")" && last.text !== "]";
  return last.kind === "keyword";
}
