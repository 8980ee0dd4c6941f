import { describe, expect, it } from "vitest";
import { describeHeadroom } from "@/components/company/describe-headroom";

const number = (value: number) => ({ type: "number", value }) as const;
const missing = (reason: "no_debt" | "not_meaningful") => ({ type: "missing", reason }) as const;

describe("the rate headroom of a company", () => {
  it.each([
    [number(0.034), number(0.05), "may rise by 340 bp to 500 bp until"],
    [number(0.034), number(0.034), "may rise by 340 bp until"],
    [number(0.191), number(15), "may rise by 1,910 bp or more until"],
    [number(0.034), missing("not_meaningful"), "may rise by 340 bp or more until"],
    [number(0.3), number(15), "may rise by more than 2,000 bp until"],
    [number(-0.02), number(0.01), "may rise by 0 bp to 100 bp until"],
    [number(-0.02), number(-0.01), "No rate headroom: cover is at 1.5x or below"],
    [missing("not_meaningful"), missing("not_meaningful"), "Rate headroom is not known. Not meaningful"],
    [missing("no_debt"), missing("no_debt"), "No debt, so that no rise of rates reaches it"],
  ])("between %j and %j is said so that no number claims more than is known: %s", (worse, better, words) => {
    expect(describeHeadroom({ worse, better })).toContain(words);
  });
});
