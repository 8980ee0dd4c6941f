import { describe, expect, test } from "vitest";
import { judgeRun, readPlaywrightReport, readVitestReport, summarise } from "#lib/server/cli/test-result";

describe("judgeRun", () => {
  test("a run that passes keeps its counts", () => {
    expect(judgeRun("unit", 0, { passed: 3, failed: 0, skipped: 1 })).toMatchObject({
      passed: 3,
      failed: 0,
      skipped: 1,
    });
  });

  test("a run without a report is one failure", () => {
    expect(judgeRun("unit", 134, null)).toMatchObject({ passed: 0, failed: 1 });
  });

  test("a run of what a change concerns may have no test to run, and says so", () => {
    const empty = { passed: 0, failed: 0, skipped: 0 };
    const result = judgeRun("unit", 0, empty, true);
    expect(result).toMatchObject({ failed: 0, notes: ["unit: the change concerns no test"] });
    expect(summarise([result], true)).toEqual({ lastLine: "0 passed, 0 failed", exitCode: 0 });
    expect(judgeRun("unit", 1, empty, true).failed).toBe(1);
    expect(judgeRun("unit", 0, null, true).failed).toBe(1);
  });

  test("a run that ends badly although no test failed is one failure", () => {
    expect(judgeRun("unit", 1, { passed: 3, failed: 0, skipped: 0 })).toMatchObject({ passed: 3, failed: 1 });
  });

  test("a run that ends badly because of failed tests adds no failure", () => {
    expect(judgeRun("unit", 1, { passed: 3, failed: 2, skipped: 0 })).toMatchObject({ passed: 3, failed: 2 });
  });

  test.each([0, 5])("a run of no test is one failure, with %i skipped", (skipped) => {
    expect(judgeRun("unit", 0, { passed: 0, failed: 0, skipped })).toMatchObject({ passed: 0, failed: 1 });
  });
});

describe("readVitestReport", () => {
  test("a file that could not be loaded is a failure", () => {
    const report = {
      numPassedTests: 4,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: "failed", assertionResults: [] },
        { status: "failed", assertionResults: [{ status: "failed" }, { status: "passed" }] },
        { status: "passed", assertionResults: [{ status: "passed" }] },
      ],
    };
    expect(readVitestReport(JSON.stringify(report))).toEqual({ passed: 4, failed: 2, skipped: 3 });
  });

  test.each(["", "{", "[]", "null", "{}", '{"numPassedTests":"4","testResults":[]}', '{"numPassedTests":4}'])(
    "%j is not a report",
    (text) => {
      expect(readVitestReport(text)).toBeNull();
    },
  );
});

describe("readPlaywrightReport", () => {
  test("flaky tests and errors outside of tests are failures", () => {
    const report = { stats: { expected: 5, unexpected: 1, flaky: 1, skipped: 2 }, errors: [{}] };
    expect(readPlaywrightReport(JSON.stringify(report))).toEqual({ passed: 5, failed: 3, skipped: 2 });
  });

  test.each(["", "{}", '{"stats":{}}'])("%j is not a report", (text) => {
    expect(readPlaywrightReport(text)).toBeNull();
  });
});

describe("summarise", () => {
  const part = { part: "unit", skipped: 0, notes: [] };

  test("the last line holds the sums and the exit code is 0 when all passed", () => {
    const results = [
      { ...part, passed: 2, failed: 0 },
      { ...part, passed: 3, failed: 0 },
    ];
    expect(summarise(results)).toEqual({ lastLine: "5 passed, 0 failed", exitCode: 0 });
  });

  test("one failure anywhere makes the exit code 1", () => {
    const results = [
      { ...part, passed: 2, failed: 1 },
      { ...part, passed: 3, failed: 0 },
    ];
    expect(summarise(results)).toEqual({ lastLine: "5 passed, 1 failed", exitCode: 1 });
  });

  test("nothing at all is not a success", () => {
    expect(summarise([]).exitCode).toBe(1);
  });
});
