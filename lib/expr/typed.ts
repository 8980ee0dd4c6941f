import type { Node } from "./ast";
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

/** Builds a typed node. */
export function build(node: Node, type: InferredType, parts: readonly Typed[] = [], measure = anyMeasure): Typed {
  return { node, type, measure, parts };
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
