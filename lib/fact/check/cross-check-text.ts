import { requireFact } from "#lib/fact/definition/catalogue";
import { formatFigure, nameInSentence } from "#lib/fact/definition/figure-text";
import type { Comparison, ReadTerm } from "./cross-check-compare";
import type { CrossCheck } from "./cross-check-definition";

const beside = { start: " at the beginning", end: " at the end" } as const;

/** Decimals beside the usual three digits, so that the sides of a sum do not look alike where they differ by little. */
function countExtraDigits({ left, right, gap }: Comparison): number {
  const ratio = Math.max(Math.abs(left), Math.abs(right)) / gap;
  return Math.max(1, Math.min(6, Math.ceil(Math.log10(ratio))));
}

function describeTerm({ term, figure }: ReadTerm, extraDigits: number): string {
  const fact = requireFact(term.fact);
  return `${nameInSentence(fact)}${term.at ? beside[term.at] : ""} ${formatFigure(figure.value, fact.unit, extraDigits)}`;
}

function describeSum(terms: readonly ReadTerm[], extraDigits: number, joint = " + "): string {
  return terms
    .map((read, index) => {
      const sign = read.term.sign === -1 ? (index === 0 ? "−" : " − ") : index === 0 ? "" : joint;
      return `${sign}${describeTerm(read, extraDigits)}`;
    })
    .join("");
}

function describeQuarters(terms: readonly ReadTerm[], extraDigits: number): string {
  return `quarters ${[...terms]
    .reverse()
    .map(({ term, figure }) => formatFigure(figure.value, requireFact(term.fact).unit, extraDigits))
    .join(" + ")}`;
}

/**
 * The sum of a failed check in words: "Total assets $1.23b = total liabilities $900m + equity $300m does not hold. The
 * sides are $34m apart." The sides of every check are in USD.
 */
export function describeFailedCheck(check: CrossCheck, comparison: Comparison): string {
  const { left, right, leftTerms, rightTerms, gap } = comparison;
  const extraDigits = countExtraDigits(comparison);
  const write = (value: number) => formatFigure(value, "usd", extraDigits);
  const apart = write(gap);
  if (check.method === "schedule") {
    return `The years of the schedule come to ${write(left)}. Long-term debt is ${write(right)}. They are ${apart} apart.`;
  }
  if (check.relation === "equals") {
    const sides = `${describeSum(leftTerms, extraDigits, check.method === "per_share" ? " x " : " + ")} = ${
      check.method === "quarters" ? describeQuarters(rightTerms, extraDigits) : describeSum(rightTerms, extraDigits)
    }`;
    return `${capitalise(sides)} does not hold. The sides are ${apart} apart.`;
  }
  const parts = describeSum(leftTerms, extraDigits, check.relation === "each_at_most" ? ", " : " + ");
  const are = leftTerms.length > 1 ? "are" : "is";
  return `${capitalise(parts)} ${are} not within ${describeSum(rightTerms, extraDigits)}. That is ${apart} too much.`;
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
