import { expect, test } from "vitest";
import { judgeComparison } from "@/components/evidence/judge-comparison";

test("a difference is claimed only where its whole interval lies on one side of zero", () => {
  const judge = (low: number | null, high: number | null) => judgeComparison({ difference: 0.01, low, high });
  expect(judge(0.001, 0.1)).toBe("better");
  expect(judge(0, 0.1)).toBe("no difference shown");
  expect(judge(-0.1, 0)).toBe("no difference shown");
  expect(judge(-0.1, -0.001)).toBe("worse");
  expect(judge(null, null)).toBeNull();
});
