import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { findNameClashes, listExportedNames, readNamedFiles, sharedNames } from "#lib/server/cli/export-names";

const other = { path: "lib/b.ts", text: "export function read() {}\nexport interface Row {}\n" };

describe("a planted name that stands for two things is caught", () => {
  it.each([
    ["a function", "export async function read() {}"],
    ["a constant", "export const read = 1;"],
    ["one of several constants", "export const write = 1, read = 2;"],
    ["a constant taken out of an object", "export const { read, write: [first] } = thing;"],
    ["a class", "export class Row {}"],
    ["a type", "export type Row = string;"],
    ["an enumeration", "export enum Row { A }"],
    ["a list of exports", "const read = 1;\nexport { read };"],
    ["a list of exports under another name", "const own = 1;\nexport { own as read };"],
    ["a plain module", "/** @returns {number} */\nexport function read() { return 1; }"],
  ])("%s", (_what, text) => {
    const [clash, ...more] = findNameClashes([{ path: "lib/a.ts", text }, other]);
    expect(more).toEqual([]);
    expect(clash).toMatchObject({ paths: ["lib/a.ts", "lib/b.ts"] });
    expect(["read", "Row"]).toContain(clash?.name);
  });
});

it.each([
  ["a value and a type of one name in one file", "export const Own = 1;\nexport type Own = number;"],
  ["overloads", "export function own(): void;\nexport function own(): void {}"],
  ["what is handed on from another file", 'export { read } from "./b";'],
  ["what is imported and handed on", 'import { read } from "./b";\nexport { read };'],
  ["what is not exported", "function read() {}\nconst Row = 1;"],
  ["a default export", "export default function read() {}"],
  ["a name inside a function", "export function own() { const read = 1; }"],
])("nothing is wrong with %s", (_what, text) => {
  expect(findNameClashes([{ path: "lib/a.ts", text }, other])).toEqual([]);
});

it("lets a name through that is excepted, and no other", () => {
  const files = [other, { path: "lib/a.ts", text: other.text }];
  expect(findNameClashes(files, { read: "a reason" }).map(({ name }) => name)).toEqual(["Row"]);
});

it("reads lib and components, and excepts no name that stands for one thing", () => {
  const files = readNamedFiles(join(import.meta.dirname, "../../.."));
  const folders = ["lib/expr", "lib/server/http", "components/ui"];
  for (const folder of folders) expect(files.some(({ path }) => path.startsWith(`${folder}/`))).toBe(true);
  expect(files.some(({ path }) => path.endsWith(".mjs"))).toBe(true);
  const clashing = new Set(findNameClashes(files, {}).map(({ name }) => name));
  expect(Object.keys(sharedNames).filter((name) => !clashing.has(name))).toEqual([]);
  expect(listExportedNames("lib/a.ts", "export {};")).toEqual(new Set());
});
