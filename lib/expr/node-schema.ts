import { z } from "zod";
import { missingReasons } from "#lib/util/missing";
import type { Node } from "./ast";
import {
  describeBrokenLimit,
  findBrokenLimit,
  maxDepth,
  maxLagQuarters,
  maxLagYears,
  maxNodeCount,
  maxTextLength,
} from "./limits";
import { print } from "./print";
import { isName, states } from "./words";

const nameSchema = z
  .string()
  .max(maxTextLength)
  .refine(isName, "a name in snake_case that is not a word of the language");
const lagSchema = z.union([
  z.strictObject({ years: z.int().min(1).max(maxLagYears) }),
  z.strictObject({ quarters: z.int().min(1).max(maxLagQuarters) }),
]);
const numberSchema = z.number().refine((value) => !Object.is(value, -0), "0 without a sign");

const anyNodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("number"),
      value: numberSchema,
      mark: z.enum(["percent", "bp", "times", "usd"]).exactOptional(),
    }),
    z.strictObject({ kind: z.literal("text"), value: z.string().max(maxTextLength) }),
    z.strictObject({ kind: z.literal("name"), id: nameSchema, lag: lagSchema.exactOptional() }),
    z.strictObject({ kind: z.literal("missing"), reason: z.enum(missingReasons) }),
    z.strictObject({ kind: z.literal("negate"), operand: anyNodeSchema }),
    z.strictObject({ kind: z.literal("not"), operand: anyNodeSchema }),
    z.strictObject({
      kind: z.literal("arithmetic"),
      operator: z.enum(["+", "-", "*", "/"]),
      left: anyNodeSchema,
      right: anyNodeSchema,
    }),
    z.strictObject({
      kind: z.literal("comparison"),
      operator: z.enum(["<", "<=", ">", ">=", "=", "!="]),
      left: anyNodeSchema,
      right: anyNodeSchema,
    }),
    z.strictObject({
      kind: z.literal("logic"),
      operator: z.enum(["and", "or"]),
      operands: z.array(anyNodeSchema).min(2).max(maxNodeCount),
    }),
    z.strictObject({ kind: z.literal("between"), operand: anyNodeSchema, low: anyNodeSchema, high: anyNodeSchema }),
    z.strictObject({
      kind: z.literal("in"),
      operand: anyNodeSchema,
      options: z.array(anyNodeSchema).min(1).max(maxNodeCount),
    }),
    z.strictObject({ kind: z.literal("is"), operand: anyNodeSchema, state: z.enum(states) }),
    z.strictObject({
      kind: z.literal("call"),
      name: nameSchema.refine((name) => name !== "missing", 'a missing value is { "kind": "missing" }'),
      args: z.array(anyNodeSchema).max(maxNodeCount),
    }),
  ]),
);

/**
 * The JSON form of a tree, without spans. Unknown keys are refused. The limits are checked before anything is read
 * recursively, so a tree of any depth gets an answer.
 */
export const nodeSchema: z.ZodType<Node> = z
  .unknown()
  .superRefine((value, context) => {
    const broken = findBrokenJsonLimit(value);
    if (broken) context.addIssue({ code: "custom", message: broken, continue: false });
  })
  .pipe(anyNodeSchema)
  .superRefine((node, context) => {
    const broken = findBrokenLimit(node);
    if (broken) {
      context.addIssue({ code: "custom", message: describeBrokenLimit(broken.code) });
    } else if (print(node).length > maxTextLength) {
      context.addIssue({ code: "custom", message: `As a text this is longer than ${maxTextLength} characters.` });
    }
  });

/** A tree has at most three levels of JSON a node (node, list, lag) and a bounded number of objects. */
function findBrokenJsonLimit(root: unknown): string | null {
  const stack: { value: unknown; depth: number }[] = [{ value: root, depth: 0 }];
  let count = 0;
  for (let item = stack.pop(); item; item = stack.pop()) {
    if (typeof item.value !== "object" || item.value === null) continue;
    count += 1;
    if (item.depth > 3 * maxDepth) return describeBrokenLimit("too_deep");
    if (count > 4 * maxNodeCount) return describeBrokenLimit("too_many_nodes");
    for (const value of Object.values(item.value)) stack.push({ value, depth: item.depth + 1 });
  }
  return null;
}
