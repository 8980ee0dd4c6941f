import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const projectRoot = join(import.meta.dirname, "../../..");
const text = readFileSync(join(projectRoot, "SECURITY.md"), "utf8");

/** The points of OWASP ASVS 4.0.3 that level 2 asks for, or recommends, by section. */
const sections: Readonly<Record<string, readonly number[]>> = {
  "1.1": range(7),
  "1.2": range(4),
  "1.4": [1, 4, 5],
  "1.5": range(4),
  "1.6": range(4),
  "1.7": range(2),
  "1.8": range(2),
  "1.9": range(2),
  "1.10": [1],
  "1.11": range(2),
  "1.12": [2],
  "1.14": range(6),
  "2.1": range(12),
  "2.2": range(3),
  "2.3": range(3),
  "2.4": range(5),
  "2.5": range(7),
  "2.6": range(3),
  "2.7": range(6),
  "2.8": range(7),
  "2.9": range(3),
  "2.10": range(4),
  "3.1": [1],
  "3.2": range(4),
  "3.3": range(4),
  "3.4": range(5),
  "3.5": range(3),
  "3.7": [1],
  "4.1": [1, 2, 3, 5],
  "4.2": range(2),
  "4.3": range(3),
  "5.1": range(5),
  "5.2": range(8),
  "5.3": range(10),
  "5.4": range(3),
  "5.5": range(4),
  "6.1": range(3),
  "6.2": range(6),
  "6.3": range(2),
  "6.4": range(2),
  "7.1": range(4),
  "7.2": range(2),
  "7.3": [1, 3, 4],
  "7.4": range(3),
  "8.1": range(4),
  "8.2": range(3),
  "8.3": range(8),
  "9.1": range(3),
  "9.2": range(4),
  "10.2": range(2),
  "10.3": range(3),
  "11.1": range(8),
  "12.1": range(3),
  "12.2": [1],
  "12.3": range(6),
  "12.4": range(2),
  "12.5": range(2),
  "12.6": [1],
  "13.1": [1, 3, 4, 5],
  "13.2": [1, 2, 3, 5, 6],
  "13.3": range(2),
  "13.4": range(2),
  "14.1": range(4),
  "14.2": range(6),
  "14.3": [2, 3],
  "14.4": range(7),
  "14.5": range(4),
};

function range(last: number): readonly number[] {
  return Array.from({ length: last }, (_, index) => index + 1);
}

/** Each row of a chapter: its points, the answer, and what is said of it. */
const rows = [...text.matchAll(/^\| +(\d+\.\d+\.\d+[\d., –]*?) +\| +([a-z ]+?) +\| +(.+?) +\|$/gm)].map(
  ([, points = "", answer = "", reason = ""]) => ({ points: points.split(", ").flatMap(listPoints), answer, reason }),
);

/** `2.6.1–2.6.3` stands for the three points. */
function listPoints(text: string): readonly string[] {
  const [from = "", to = from] = text.split("–");
  const section = from.slice(0, from.lastIndexOf("."));
  const number = (point: string) => Number(point.slice(point.lastIndexOf(".") + 1));
  return range(number(to))
    .filter((each) => each >= number(from))
    .map((each) => `${section}.${each}`);
}

test("SECURITY.md answers each point of level 2, once and in their order", () => {
  const wanted = Object.entries(sections).flatMap(([section, numbers]) => numbers.map((each) => `${section}.${each}`));
  const answered = rows.flatMap(({ points }) => points);
  expect(answered.toSorted()).toEqual(wanted.toSorted());
  expect(wanted.length).toBeGreaterThan(250);
});

test("SECURITY.md has one of five answers to each point, with a reason", () => {
  const answers = new Set(rows.map(({ answer }) => answer));
  expect([...answers].toSorted()).toEqual(["does not apply", "in part", "met", "not met", "operator"]);
  for (const { points, reason } of rows) expect(reason.length, points.join()).toBeGreaterThan(3);
});

test("every file that SECURITY.md names is there", () => {
  const named = [...text.matchAll(/`([\w.()/[\]-]+)`/g)].map(([, path = ""]) => path);
  const paths = named.filter((path) => path.includes("/") || /\.(json|yaml|md|ts|conf|cjs)$/.test(path));
  expect(paths.length).toBeGreaterThan(40);
  expect(paths.filter((path) => path !== "/" && !existsSync(join(projectRoot, path)))).toEqual([]);
});
