import "server-only";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { generateSampleFiles } from "#lib/sample/generate-sample-files";
import { getEnvironment } from "#lib/server/env";
import { openZip } from "#lib/server/ingest/read/read-zip";
import { isJsonObject, type JsonObject } from "#lib/source/json";
import type { Say } from "./bench-part";
import { isSamplePath, repeatTenYears } from "./sample-years";

/** Companyfacts files of ten years, in a folder of their own, that a measurement goes through in turn. */
export interface FactInput {
  readonly paths: readonly string[];
  readonly bytes: number;
  /** What they are, for the report. */
  readonly about: string;
}

/** Different files that are gone through again and again: enough that no cache holds them, few enough for a disk. */
const fileCount = 125;
const years = 10;
const maxMemberBytes = 64_000_000;

/**
 * Writes the input into a folder: real companyfacts cut to ten years of filings where BALLAST_SOURCES or ../shared/data
 * has them, else files of the sample universe.
 */
export async function writeFactInput(folder: string, say: Say): Promise<FactInput> {
  await mkdir(folder, { recursive: true });
  const archive = await findArchive();
  const texts = archive === null ? generateFiles() : readFiles(archive);
  const paths: string[] = [];
  let bytes = 0;
  for await (const text of texts) {
    const path = join(folder, `${paths.length}.json`);
    await writeFile(path, text);
    bytes += (await stat(path)).size;
    paths.push(path);
  }
  const origin =
    archive === null
      ? "files of the sample universe, with ten years of filings each (no companyfacts.zip in BALLAST_SOURCES or ../shared/data)"
      : `files of ${archive}, cut to ten years of filings`;
  const about = `${paths.length} ${origin}, ${(bytes / paths.length / 1e6).toFixed(1)} MB each`;
  say(`Input: ${about}`);
  return { paths, bytes, about };
}

async function findArchive(): Promise<string | null> {
  const { sources } = getEnvironment();
  if (sources === null) return null;
  const names = await readdir(sources, { recursive: true });
  const found = names.find((name) => /(^|[\\/])companyfacts\.zip$/.test(name));
  return found === undefined ? null : join(sources, found);
}

/** Every third company or so, spread over the archive. */
async function* readFiles(path: string): AsyncGenerator<string> {
  const archive = await openZip(path, (name) => /^CIK\d+\.json$/.test(name), maxMemberBytes);
  if (!archive.ok) throw new Error(`${path}: ${archive.error}`);
  const { members, close } = archive.value;
  try {
    const step = Math.max(1, members.length / fileCount);
    for (let at = 0; at < members.length; at += step) {
      const bytes = await members[Math.floor(at)]?.read();
      if (bytes?.ok) yield cutYears(bytes.value.toString("utf8"));
    }
  } finally {
    close();
  }
}

/** The rows that were filed in the ten years up to the newest one. */
function cutYears(text: string): string {
  const document = JSON.parse(text) as JsonObject;
  const lists = listRows(document);
  const newest = lists.flat().map(getFiled).sort().at(-1) ?? "";
  const from = `${Number(newest.slice(0, 4)) - years}${newest.slice(4)}`;
  for (const rows of lists) {
    const kept = rows.filter((row) => getFiled(row) > from);
    rows.splice(0, rows.length, ...kept);
  }
  return JSON.stringify(document);
}

function getFiled(row: unknown): string {
  return isJsonObject(row) && typeof row["filed"] === "string" ? row["filed"] : "";
}

function listRows({ facts }: JsonObject): unknown[][] {
  const lists: unknown[][] = [];
  const collect = (value: unknown): void => {
    if (Array.isArray(value)) lists.push(value);
    else if (isJsonObject(value)) for (const inner of Object.values(value)) collect(inner);
  };
  collect(facts);
  return lists;
}

async function* generateFiles(): AsyncGenerator<string> {
  let count = 0;
  for (const { path, content } of generateSampleFiles()) {
    if (!isSamplePath(path)) continue;
    yield repeatTenYears(content);
    count += 1;
    if (count === fileCount) return;
  }
}

/** Reads the files in turn, over and over. */
export function createRotation({ paths }: FactInput): () => Promise<Buffer> {
  let at = 0;
  return async () => {
    const path = paths[at % paths.length];
    at += 1;
    if (path === undefined) throw new Error("Impossible state: there is no input");
    return readFile(path);
  };
}
