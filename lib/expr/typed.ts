import type { Node } from "./ast";
import { getChildren, replaceChildren } from "./children";
import type { ExprErrorCode } from "./expr-error";
import { anyMeasure, describeMeasure, type Measure } from "./measure";
import { print } from "./print";

/** `wrong` stands for a part whose error is already noted, so that one mistake gives one error. */
export type InferredType = "number" | "text" | "truth" | "wrong";

/** A node with its type; bare words that are texts are text nodes here. */
export interface Typed {
  readonly node: Node;
  readonly type: InferredType;
  /** What a number measures; a bare number for the other types. */
  readonly measure: Measure;
  readonly parts: readonly Typed[];
}

/** What the rules of the functions use of the inference. */
export interface InferenceContext {
  infer(node: Node): Typed;
  /** Infers a part that must be a number. */
  inferNumber(node: Node, what: string): Typed;
  /** Infers a part that must be a condition. */
  inferTruth(node: Node, what: string): Typed;
  /** Infers parts that must all be of one type. */
  inferAlike(nodes: readonly Node[], what: string): readonly Typed[];
  /** Refuses two numbers that do not measure the same; gives what they measure together. */
  requireUnified(node: Node, left: Typed, right: Typed, verb: string): Measure;
  /** Refuses a code (SIC) where numbers are calculated with. */
  requireCountable(part: Typed): void;
  /** Notes an error and stands in for the part that has it. */
  refuse(code: ExprErrorCode, node: Node, message: string, hint?: string): Typed;
}

const none: readonly Typed[] = [];

/** Builds a typed node. A node whose parts are others now, bare words that became texts, is built anew. */
export function build(node: Node, type: InferredType, parts: readonly Typed[] = none, measure = anyMeasure): Typed {
  return { node: parts.length === 0 ? node : replaceParts(node, parts), type, measure, parts };
}

function replaceParts(node: Node, parts: readonly Typed[]): Node {
  const children = getChildren(node);
  for (let index = 0; index < parts.length; index += 1) {
    if (parts[index]?.node !== children[index]) {
      return replaceChildren(
        node,
        parts.map((part) => part.node),
      );
    }
  }
  return node;
}

/** How a part is named in a message: `market_cap is in usd`, `sector is a text`. */
export function describePart(part: Typed): string {
  const name = shorten(print(part.node));
  if (part.type === "text") return `${name} is a text`;
  if (part.type === "truth") return `${name} is a condition`;
  const measure = describeMeasure(part.measure);
  return `${name} is ${measure.startsWith("a ") ? measure : `in ${measure}`}`;
}

/** A text for a message, cut when it is long. */
export function shorten(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
