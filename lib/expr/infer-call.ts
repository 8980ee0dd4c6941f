import type { Node } from "./ast";
import { functions, getFunction } from "./functions";
import { maxLagYears } from "./limits";
import { anyMeasure, getMeasure, type Measure, takeRoot } from "./measure";
import { findNearest } from "./nearest";
import { build, describePart, type InferenceContext, type Typed } from "./typed";

type Call = Node & { readonly kind: "call" };

/** The type and unit of a function's result; what is wrong with its arguments goes to the inference. */
export function inferCall(inference: InferenceContext, node: Call): Typed {
  const definition = getFunction(node.name);
  if (!definition) {
    const nearest = findNearest(
      node.name,
      functions.map((entry) => entry.name),
    );
    const hint =
      nearest.length > 0
        ? `Did you mean ${nearest.join(" or ")}?`
        : `The functions are ${functions.map((entry) => entry.name).join(", ")}.`;
    return inference.refuse("unknown_function", node, `There is no function named ${node.name}.`, hint);
  }
  const count = node.args.length;
  if (count < definition.minArgs || count > definition.maxArgs || (node.name === "if" && count % 2 === 0)) {
    const message = `${node.name} does not take ${count === 1 ? "1 argument" : `${count} arguments`}.`;
    return inference.refuse("wrong_arguments", node, message, `Write ${definition.signature}.`);
  }
  switch (node.name) {
    case "if":
      return inferIf(inference, node);
    case "coalesce": {
      const parts = inference.inferAlike(node.args, node.name);
      return finish(node, parts, unifyAll(inference, node, parts, "mixed"), findType(parts));
    }
    case "known":
      return finish(node, [inference.infer(node.args[0] as Node)], anyMeasure, "truth");
    case "stressed": {
      const part = inference.infer(node.args[0] as Node);
      return finish(node, [part], part.measure, part.type);
    }
    case "count_true":
      return finish(
        node,
        node.args.map((arg) => inference.inferTruth(arg, node.name)),
        getMeasure("count"),
      );
    case "min":
    case "max":
    case "clamp": {
      const parts = inferNumbers(inference, node, node.args);
      return finish(node, parts, unifyAll(inference, node, parts, "compared"));
    }
    case "mean":
    case "stdev":
    case "growth":
      return inferOverYears(inference, node);
    case "pct":
    case "rank":
    case "zscore":
    case "median":
    case "winsor":
      return inferAllRows(inference, node);
    default:
      return inferSingle(inference, node);
  }
}

function inferSingle(inference: InferenceContext, node: Call): Typed {
  const parts = inferNumbers(inference, node, node.args);
  const [part] = parts;
  const measure = part?.measure ?? anyMeasure;
  if (node.name === "abs") return finish(node, parts, measure);
  if (node.name === "sqrt") return finish(node, parts, takeRoot(measure));
  if (node.name === "exp" && part?.type === "number" && measure.powers.some((power) => power !== 0)) {
    return inference.refuse(
      "wrong_unit",
      node,
      `exp needs a pure number; ${describePart(part)}.`,
      "Divide it by an amount of the same unit.",
    );
  }
  return finish(node, parts, anyMeasure);
}

function inferIf(inference: InferenceContext, node: Call): Typed {
  const isCondition = (index: number): boolean => index % 2 === 0 && index < node.args.length - 1;
  const values = inference.inferAlike(
    node.args.filter((_, index) => !isCondition(index)),
    "if",
  );
  let taken = 0;
  const parts = node.args.map((arg, index) => {
    if (isCondition(index)) return inference.inferTruth(arg, "The condition of if");
    taken += 1;
    return values[taken - 1] as Typed;
  });
  return finish(node, parts, unifyAll(inference, node, values, "mixed"), findType(values));
}

function inferOverYears(inference: InferenceContext, node: Call): Typed {
  const [arg, yearsNode] = node.args as [Node, Node];
  const part = inferCountable(inference, node, arg);
  const [least, most] = node.name === "growth" ? [1, maxLagYears] : [2, maxLagYears + 1];
  const years = yearsNode.kind === "number" && !yearsNode.mark ? yearsNode.value : Number.NaN;
  if (!Number.isInteger(years) || years < least || years > most) {
    const message = `The second argument of ${node.name} is a number of years from ${least} to ${most}.`;
    return inference.refuse("wrong_arguments", yearsNode, message, `Write ${node.name}(revenue, 3).`);
  }
  return finish(node, [part, build(yearsNode, "number")], node.name === "growth" ? getMeasure("ratio") : part.measure);
}

function inferAllRows(inference: InferenceContext, node: Call): Typed {
  const part = inferCountable(inference, node, node.args[0] as Node);
  const groupNode = node.args[1];
  const group = groupNode && inference.infer(groupNode);
  if (group && group.type !== "text" && group.type !== "wrong") {
    const hint = `Write ${node.name}(x, sector) or ${node.name}(x) by sector.`;
    return inference.refuse("wrong_type", group.node, `${node.name} groups by a text; ${describePart(group)}.`, hint);
  }
  return finish(node, group ? [part, group] : [part], getAllRowsMeasure(node.name, part.measure));
}

function getAllRowsMeasure(name: string, measure: Measure): Measure {
  if (name === "pct") return getMeasure("ratio");
  if (name === "rank") return getMeasure("count");
  if (name === "zscore") return getMeasure("score");
  return measure;
}

function inferNumbers(inference: InferenceContext, node: Call, args: readonly Node[]): readonly Typed[] {
  return args.map((arg) => inferCountable(inference, node, arg));
}

function inferCountable(inference: InferenceContext, node: Call, arg: Node): Typed {
  const part = inference.inferNumber(arg, node.name);
  inference.requireCountable(part);
  return part;
}

function unifyAll(inference: InferenceContext, node: Call, parts: readonly Typed[], verb: string): Measure {
  const [first, ...others] = parts.filter((part) => part.type === "number");
  let together = first;
  for (const part of others) {
    if (together) together = { ...together, measure: inference.requireUnified(node, together, part, verb) };
  }
  return together?.measure ?? anyMeasure;
}

function findType(parts: readonly Typed[]): Typed["type"] {
  if (parts.some((part) => part.type === "wrong")) return "wrong";
  return parts.find((part) => part.node.kind !== "missing")?.type ?? "number";
}

function finish(node: Call, parts: readonly Typed[], measure: Measure, type: Typed["type"] = "number"): Typed {
  const isWrong = type !== "truth" && parts.some((part) => part.type === "wrong");
  return build(node, isWrong ? "wrong" : type, parts, measure);
}
