import type { Node } from "./ast";
import { getChildren } from "./children";
import type { ExprError } from "./expr-error";
import { findNearest } from "./nearest";
import type { KnownTexts, Scope } from "./scope";
import { foldText } from "./text-literal";
import { isName } from "./words";

/** What is said of the texts that a checked expression compares with text columns (SPEC L-27). */
export interface TextFindings {
  /** Texts that no data and no list have: the comparison can only be a mistake. */
  readonly errors: readonly ExprError[];
  /** Texts that the data at hand lack and others have: the comparison is right and keeps nobody. */
  readonly warnings: readonly ExprError[];
}

/** A column of at most so many texts has all of them named. */
const namedMax = 14;
/** A column of more texts tells companies apart, and is not searched for a text that stands beside another column. */
const searchedMax = 600;
const suggestedMax = 3;

/**
 * Looks at each text that is compared with a column of texts. Only what somebody typed is looked at: the formulas of a
 * catalogue speak of texts that some data lack.
 */
export function findUnknownTexts(node: Node, scope: Scope): TextFindings {
  const found = { errors: [] as ExprError[], warnings: [] as ExprError[] };
  if (scope.listTexts !== undefined) visit(node, scope, found);
  return found;
}

/** A finding in words, with what to do. */
export function describeFinding({ message, hint }: ExprError): string {
  return hint === undefined ? message : `${message} ${hint}`;
}

function visit(node: Node, scope: Scope, found: { errors: ExprError[]; warnings: ExprError[] }): void {
  if (node.kind === "comparison") {
    judge(node.left, node.right, scope, found);
    judge(node.right, node.left, scope, found);
  } else if (node.kind === "in") {
    for (const option of node.options) judge(node.operand, option, scope, found);
  }
  for (const child of getChildren(node)) visit(child, scope, found);
}

function judge(column: Node, literal: Node, scope: Scope, found: { errors: ExprError[]; warnings: ExprError[] }): void {
  if (column.kind !== "name" || literal.kind !== "text") return;
  const texts = scope.listTexts?.(column.id) ?? null;
  if (texts === null) return;
  const wanted = foldText(literal.value);
  if (hasText(texts.here, wanted)) return;
  const isElsewhere = hasText(texts.elsewhere, wanted);
  const isError = !isElsewhere && texts.isSettled && texts.here.length > 0;
  const message = isError
    ? `${column.id} is never "${literal.value}".`
    : `No company of these data has the ${column.id} "${literal.value}".`;
  const hint = isElsewhere ? null : suggestTexts(wanted, texts, column.id, scope);
  const finding: ExprError = {
    code: "unknown_text",
    message,
    span: literal.span ?? { start: 0, end: 0 },
    ...(hint === null ? {} : { hint }),
  };
  (isError ? found.errors : found.warnings).push(finding);
}

const hasText = (texts: readonly string[], wanted: string): boolean => texts.some((text) => foldText(text) === wanted);

/** The texts that were meant, by letters or by a word in common, also of other columns; all of them where they are few. */
function suggestTexts(wanted: string, { here, elsewhere }: KnownTexts, columnId: string, scope: Scope): string | null {
  const texts = [...new Map([...elsewhere, ...here].map((text) => [foldText(text), text])).values()];
  const near = findNear(wanted, texts);
  const elsewhereNear = near.length > 0 ? [] : findInOthers(wanted, columnId, scope);
  const meant = [...near.map(write), ...elsewhereNear].slice(0, suggestedMax);
  const all = here.length <= namedMax && near.length === 0 ? `It is one of ${here.map(write).join(", ")}.` : null;
  const parts = [...(meant.length > 0 ? [`Did you mean ${meant.join(" or ")}?`] : []), ...(all === null ? [] : [all])];
  return parts.length > 0 ? parts.join(" ") : null;
}

/** Comparisons with other columns that have such a text: `sector = banks` was meant as `group = bank`. */
function findInOthers(wanted: string, columnId: string, scope: Scope): readonly string[] {
  const found = scope.ids().flatMap((id) => {
    const definition = scope.find(id);
    if (id === columnId || definition === undefined || !("type" in definition) || definition.type !== "text") return [];
    const texts = definition.values ?? scope.listTexts?.(id)?.here ?? [];
    if (texts.length > searchedMax) return [];
    const isSettled = definition.values !== undefined;
    const meant = findByStem(wanted, texts).slice(0, 2);
    return meant.map((text) => ({ comparison: `${id} = ${write(text)}`, isSettled }));
  });
  // A text of a few settled ones is meant rather than one of hundreds.
  return found
    .sort((left, right) => Number(right.isSettled) - Number(left.isSettled))
    .map(({ comparison }) => comparison);
}

function findNear(wanted: string, texts: readonly string[]): readonly string[] {
  const byForm = new Map(texts.map((text) => [foldText(text).replaceAll(" ", "_"), text]));
  const nearest = findNearest(wanted.replaceAll(" ", "_"), byForm.keys());
  if (nearest.length > 0) return nearest.map((form) => byForm.get(form) as string);
  const alike = findByStem(wanted, texts);
  return (alike.length > 0 ? alike : findByWord(wanted, texts)).slice(0, suggestedMax);
}

/** The texts with a word that is nearly the wanted one: `tecnology`. */
function findByWord(wanted: string, texts: readonly string[]): readonly string[] {
  const words = new Set(texts.flatMap((text) => foldText(text).split(" ")));
  const near = new Set(findNearest(wanted, words));
  return texts.filter((text) =>
    foldText(text)
      .split(" ")
      .some((word) => near.has(word)),
  );
}

/** The texts with a word that begins as the wanted one does, its ending aside. */
function findByStem(wanted: string, texts: readonly string[]): readonly string[] {
  const stem = wanted.replace(/(ies|es|s|y)$/, "");
  if (stem.length < 3) return [];
  return texts.filter((text) =>
    foldText(text)
      .split(" ")
      .some((word) => word.startsWith(stem)),
  );
}

/** A text as a query writes it: bare where that is a name. */
function write(text: string): string {
  const bare = foldText(text).replaceAll(" ", "_");
  return isName(bare) ? bare : JSON.stringify(text);
}
