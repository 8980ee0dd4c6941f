import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { sourceFormats } from "#lib/source/formats";

const readme = readFileSync(join(import.meta.dirname, "../../../README.md"), "utf8");

/** The cells of the first table below a heading, without its head. */
function readTable(heading: string): readonly (readonly string[])[] {
  const lines = readme.slice(readme.indexOf(`\n${heading}\n`)).split("\n");
  const first = lines.findIndex((line) => line.startsWith("|"));
  const length = lines.slice(first).findIndex((line) => !line.startsWith("|"));
  return lines.slice(first + 2, first + length).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
}

describe("formats of sources", () => {
  test("are the rows of the table in the README, in the same order", () => {
    expect(readTable("### From a folder")).toEqual(sourceFormats.map(({ document }) => [document.file, document.from]));
  });

  test("have a kind of their own each", () => {
    expect(new Set(sourceFormats.map(({ kind }) => kind)).size).toBe(sourceFormats.length);
  });
});
