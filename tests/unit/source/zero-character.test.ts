import { describe, expect, it } from "vitest";
import { detectSource } from "#lib/source/detect-source";
import { findFormat } from "#lib/source/formats";
import { readJsonObject } from "#lib/source/json";
import { readText } from "../../support/read-fixture";

const options = { ignoreUnknown: true, today: undefined, dateOrder: null } as const;

/** Far more than what is looked at to recognise a file. */
const paddingLength = 10_000;

describe("a zero character far down in a table", () => {
  const files = [
    "ok-holdings-no-preamble_2025-11-11.csv",
    "ok-fundamentals.csv",
    "ok-prices-daily.csv",
    "ok-prices-monthly.csv",
    "ok-rates-value.csv",
    "ok-sic.csv",
  ];
  const cases = files.flatMap((name) => {
    const [header = ""] = readText(name).split("\n");
    return header.split(",").map((column, index) => ({ name, column, index }));
  });

  it.each(cases)("$name, column $column: the file is refused with the line", ({ name, index }) => {
    const text = readText(name).trimEnd();
    const lines = text.split("\n");
    while (lines.join("\n").length < paddingLength) lines.push(...text.split("\n").slice(1));
    const line = lines.length + 1;
    const cells = (lines[1] ?? "").split(",");
    cells[index] = `${cells[index] ?? ""}\0`;
    const damaged = [...lines, cells.join(",")].join("\n");
    const result = findFormat(detectSource(damaged))?.parse(damaged, { ...options, fileName: name });
    expect(result).toMatchObject({ ok: false, error: { line, message: expect.stringContaining("zero") } });
  });
});

describe("a zero character in JSON", () => {
  it("SRC-11: is refused with the line, in a name and in a text", () => {
    expect(readJsonObject('{"a": 1,\n"b": "x\\u0000y"}')).toMatchObject({ ok: false, error: { line: 2 } });
    expect(readJsonObject('{"a\\u0000": 1}')).toMatchObject({ ok: false, error: { line: 1 } });
    expect(readJsonObject('{"a": "\\\\\\u0000"}')).toMatchObject({ ok: false });
  });

  it("is no text that only looks like one", () => {
    expect(readJsonObject('{"a": "\\\\u0000"}')).toEqual({ ok: true, value: { a: "\\u0000" } });
  });
});
