import type { Definition } from "#lib/expr/scope";
import { tokenize } from "#lib/expr/tokenize";
import { TypedNames } from "#lib/expr/typed-names";
import { meanings, refusals } from "./meaning";
import { shortForms } from "./short-form";

/** A name with the label that a person may type instead. */
export type LabelledName = Pick<Definition, "id" | "label">;

/** What people type instead of the ids of some names: labels, short forms, and ids with spaces for underscores. */
export function buildTypedNames(names: Iterable<LabelledName>): TypedNames {
  return TypedNames.build(listTypedForms(names), new Map(Object.entries(meanings)), Object.entries(refusals));
}

/** Adds names to a list. Throws when a label is taken. */
export function addTypedNames(list: TypedNames, names: Iterable<LabelledName>): TypedNames {
  return list.add(listTypedForms(names));
}

function* listTypedForms(names: Iterable<LabelledName>): Generator<readonly [string, string]> {
  for (const { id, label } of names) {
    if (isTypeable(label)) yield [label, id];
    if (label.includes(",")) yield [label.replaceAll(",", ""), id];
    yield [id.replaceAll("_", " "), id];
    for (const form of shortForms[id] ?? []) yield [form, id];
  }
}

/** Whether a label is words and signs to the reader: an apostrophe would begin a text. */
export function isTypeable(label: string): boolean {
  return tokenize(label).every(({ kind, problem }) => kind !== "text" && problem?.code !== "bad_text");
}
