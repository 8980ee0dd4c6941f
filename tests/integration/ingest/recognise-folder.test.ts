import { createWriteStream } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { recogniseFolder } from "#lib/server/ingest/read/recognise-folder";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "ballast-folder-"));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function write(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(folder, name)), { recursive: true });
  await writeFile(join(folder, name), content);
}

const holdings = "\uFEFFTicker,Name,Sector,Asset Class,Market Value,Weight (%),Price\n";
const companyfacts = '{"cik":1364479,"entityName":"HERC","facts":{"us-gaap":{}}}';

describe("a folder of sources", () => {
  it("is read through links to files, and names links to folders and to nothing", async () => {
    await write("a.csv", holdings);
    await symlink(join(folder, "a.csv"), join(folder, "b.csv"));
    await symlink(folder, join(folder, "loop"));
    await symlink(join(folder, "gone"), join(folder, "x.csv"));
    const { files, ignored } = await recogniseFolder(folder);
    expect(files.map(({ name, kind }) => `${name} ${kind}`)).toEqual(["a.csv holdings", "b.csv holdings"]);
    expect(ignored).toEqual([
      { name: "loop", why: "it is a link to a folder" },
      { name: "x.csv", why: "it is a link to nothing" },
    ]);
  });

  it("is recognised by what the files hold, wherever they lie and whatever they are called", async () => {
    await write("a.txt", holdings);
    await write("deep/er/b.csv", "date,value\n2026-01-01,4.3\n");
    await write("c", '{"0":{"cik_str":1,"ticker":"A","title":"A"}}');
    await write("d.json", companyfacts);
    await write("e.json.gz", gzipSync(companyfacts));
    await write("f.csv", "cik,sic\n1,100\n");
    await write("g.csv", "ticker,period_end,period,revenue\n");
    await write("h.csv", "snapshot_date,ticker,lastsale,marketCap\n");
    await write("i.json", '{"cik":"1","entityType":"operating","filings":{}}');
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from(companyfacts), "CIK0001364479.json");
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(join(folder, "j.bin")));

    const { files, ignored, damaged } = await recogniseFolder(folder);
    expect(files.map(({ name, kind }) => [name, kind])).toEqual([
      ["a.txt", "holdings"],
      ["c", "ticker_map"],
      ["d.json", "companyfacts"],
      [join("deep", "er", "b.csv"), "rates"],
      ["e.json.gz", "companyfacts"],
      ["f.csv", "sic"],
      ["g.csv", "fundamentals"],
      ["h.csv", "prices"],
      ["i.json", "submissions"],
      ["j.bin", "zip"],
    ]);
    expect([...ignored, ...damaged]).toEqual([]);
  });

  it("leaves foreign files aside with what they begin with, and hidden ones without a word", async () => {
    await write("README.md", "# Notes\n");
    await write("table.csv", "a,b,c\n1,2,3\n");
    await write("café.csv", Buffer.from("caf\xe9,b\n", "latin1"));
    await write(".DS_Store", "x");
    await write("empty.txt", "");
    const { files, ignored, damaged } = await recogniseFolder(folder);
    expect(files).toEqual([]);
    expect(damaged).toEqual([]);
    expect(ignored).toEqual([
      { name: "README.md", why: 'it is none of the known sources (it begins with "# Notes")' },
      { name: "café.csv", why: "it is none of the known sources" },
      { name: "empty.txt", why: "it is none of the known sources" },
      { name: "table.csv", why: 'it is none of the known sources (it begins with "a,b,c")' },
    ]);
  });

  it("tells a source in another encoding, an empty one and an archive that is none from a foreign file", async () => {
    await write("utf16.csv", Buffer.from(holdings, "utf16le"));
    await write("latin1.csv", Buffer.concat([Buffer.from(holdings), Buffer.from("caf\xe9", "latin1")]));
    await write("companyfacts.zip", "<html>Forbidden</html>");
    await write("empty.csv", "");
    await write("cut.csv.gz", Buffer.from([0x1f, 0x8b, 8, 0]));
    const { files, ignored, damaged } = await recogniseFolder(folder);
    expect(ignored).toEqual([]);
    expect(files.map(({ name }) => name)).toEqual(["latin1.csv"]);
    expect(damaged).toEqual([
      { name: "companyfacts.zip", why: "The file is not a zip archive, whatever its name says." },
      { name: "cut.csv.gz", why: "The file begins like gzip but cannot be unpacked." },
      { name: "empty.csv", why: "The file is empty." },
      { name: "utf16.csv", why: "The file is in UTF-16. Save it as UTF-8." },
    ]);
  });
});
