import { describe, expect, it } from "vitest";
import { describeOutcome } from "@/components/watch/describe-outcome";

const nothing = { added: [], present: [], unknown: [], doubled: [], resized: [] };
const plain = { sizing: null, problems: [], repeated: [] };

describe("what came of adding companies", () => {
  it("names who was added, was there, is unknown, and was named twice", () => {
    const outcome = { ...nothing, added: ["HRI"], present: ["MDXG"], unknown: ["NOSUCH"], doubled: ["MOGB"] };
    expect(describeOutcome(outcome, { ...plain, repeated: ["HRI"] })).toBe(
      "Added HRI. On the list already: MDXG. Not in the data, left out: NOSUCH. Another ticker of a company that was named, left out: MOGB. Named twice, counted once: HRI.",
    );
  });

  it("tells each number that replaced another, in its unit", () => {
    const resized = [{ ticker: "HRI", before: 0.045, size: 0.05 }];
    expect(describeOutcome({ ...nothing, resized }, { ...plain, sizing: "weight" })).toBe("Changed: HRI 4.5% to 5%.");
  });

  it("counts the lines that were left out, and gives the reason of the first", () => {
    const problems = [1, 2].map((line) => ({ line, text: "", reason: `“-${line}” is negative.` }));
    expect(describeOutcome(nothing, { ...plain, problems })).toBe("Left out 2 lines, the first: “-1” is negative.");
  });

  it("names a dozen and counts the rest", () => {
    const added = Array.from({ length: 15 }, (_, at) => `T${at}`);
    expect(describeOutcome({ ...nothing, added }, plain)).toContain("T11 and 3 more.");
  });
});
