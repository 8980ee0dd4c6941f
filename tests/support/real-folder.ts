import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openZip } from "#lib/server/ingest/read/read-zip";
import { makeTemporaryFolder } from "./ingest-folder";

/** The real lists of companies with the filings of a few, and those lines of further files that `isKept` is true of. */
export async function copyRealSources(
  from: string,
  isWanted: (member: string) => boolean,
  more: readonly string[] = [],
  isKept: (line: string) => boolean = () => true,
): Promise<string> {
  const folder = await makeTemporaryFolder();
  for (const part of ["holdings", "rates"]) {
    await mkdir(join(folder, part));
    for (const name of await readdir(join(from, part)))
      await copyFile(join(from, part, name), join(folder, part, name));
  }
  for (const name of ["company_tickers.json", "company_tickers_exchange.json", "sic.csv"]) {
    await copyFile(join(from, "companyfacts", name), join(folder, name));
  }
  for (const path of more) {
    const [header = "", ...lines] = (await readFile(join(from, path), "utf8")).split("\n");
    await writeFile(join(folder, path.replaceAll("/", "-")), [header, ...lines.filter(isKept)].join("\n"));
  }
  const archive = await openZip(join(from, "companyfacts/companyfacts.zip"), isWanted, 1e8);
  if (!archive.ok) throw new Error(archive.error);
  for (const member of archive.value.members) {
    const bytes = await member.read();
    if (bytes.ok) await writeFile(join(folder, member.name), bytes.value);
  }
  archive.value.close();
  return folder;
}
