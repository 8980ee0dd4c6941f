import { afterAll, beforeAll, expect, it } from "vitest";
import { type CompanyParser, parseHere, startCompanyParser } from "#lib/server/ingest/parse/company-parser";
import { day } from "../../support/build-entries";
import { listAnnualFigures, writeCompanyfacts } from "../../support/ingest-folder";

let parser: CompanyParser;
beforeAll(() => {
  parser = startCompanyParser();
});
afterAll(() => parser.close());

/** Before the figures of 2025 were filed. */
const today = day("2026-02-24");

const write = (cik: number) =>
  Buffer.from(writeCompanyfacts(cik, `COMPANY ${cik}`, listAnnualFigures({ 2024: cik * 10, 2025: cik * 11.5 })));

it("reads in another thread what is read here, several at once, each to its own asker", async () => {
  const ciks = [5, 3, 8, 1];
  const there = await Promise.all(ciks.map((cik) => parser.parse(`CIK${cik}.json`, write(cik), today)));
  const here = await Promise.all(ciks.map((cik) => parseHere.parse(`CIK${cik}.json`, write(cik), today)));
  expect(there).toEqual(here);
  expect(there.map((company) => company.ok && company.value.cik)).toEqual(ciks);
  const later = { count: 4, first: "us-gaap:Revenues.USD[1]" };
  expect(there.map((company) => company.ok && company.value.later)).toEqual(ciks.map(() => later));
});

it("says why a file cannot be read, in the same words, and reads the next one", async () => {
  const damaged = Buffer.from('{"cik":1,"facts":{"us-gaap":');
  const there = await parser.parse("CIK1.json", damaged, today);
  expect(there.ok).toBe(false);
  expect(there).toEqual(await parseHere.parse("CIK1.json", damaged, today));
  expect((await parser.parse("CIK2.json", write(2), today)).ok).toBe(true);
});

it("refuses work after it was closed, instead of waiting for ever", async () => {
  const closed = startCompanyParser();
  const underWay = closed.parse("CIK1.json", write(1), today);
  const outcome = expect(underWay).rejects.toThrow("thread that reads companyfacts");
  await closed.close();
  await outcome;
  await expect(closed.parse("CIK1.json", write(1), today)).rejects.toThrow("was closed");
});
