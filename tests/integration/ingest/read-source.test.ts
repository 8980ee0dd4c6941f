import { createWriteStream } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ZipFile } from "yazl";
import { readText } from "#lib/server/ingest/read/read-source";
import { openZip } from "#lib/server/ingest/read/read-zip";

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "ballast-source-"));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function writeZip(name: string, members: Readonly<Record<string, Buffer>>): Promise<string> {
  const path = join(folder, name);
  const zip = new ZipFile();
  for (const [member, bytes] of Object.entries(members)) zip.addBuffer(bytes, member);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(path));
  return path;
}

const wantsCompany = (name: string) => name.startsWith("CIK");

describe("a text file", () => {
  it("is read without its byte-order mark, plain or gzipped", async () => {
    const text = "\uFEFFdate,value\n2026-01-01,4.3\n";
    await writeFile(join(folder, "plain.csv"), text);
    await writeFile(join(folder, "packed.csv.gz"), gzipSync(text));
    const expected = { ok: true, value: "date,value\n2026-01-01,4.3\n" };
    expect(await readText(join(folder, "plain.csv"))).toEqual(expected);
    expect(await readText(join(folder, "packed.csv.gz"))).toEqual(expected);
  });

  it("in another encoding is refused with the remedy", async () => {
    await writeFile(join(folder, "utf16.csv"), Buffer.from("\uFEFFdate,value\n", "utf16le"));
    const text = await readText(join(folder, "utf16.csv"));
    expect(text).toMatchObject({ ok: false, error: { message: "The file is in UTF-16. Save it as UTF-8." } });
  });

  it("larger than allowed is refused before it is read, and gzip before it is unpacked", async () => {
    await writeFile(join(folder, "large.csv"), Buffer.alloc(2_000_000, 0x61));
    await writeFile(join(folder, "bomb.csv.gz"), gzipSync(Buffer.alloc(50_000_000)));
    expect(await readText(join(folder, "large.csv"), 1_000_000)).toEqual({
      ok: false,
      error: { message: "The file has 2.0 MB, more than the 1.0 MB allowed." },
    });
    expect(await readText(join(folder, "bomb.csv.gz"), 1_000_000)).toEqual({
      ok: false,
      error: { message: "The file unpacks to more than the 1.0 MB allowed." },
    });
  });

  it("that is cut gzip is refused", async () => {
    await writeFile(join(folder, "cut.csv.gz"), gzipSync("date,value\n".repeat(1000)).subarray(0, 50));
    expect(await readText(join(folder, "cut.csv.gz"))).toEqual({
      ok: false,
      error: { message: "The file begins like gzip but cannot be unpacked: it may be cut off." },
    });
  });
});

describe("an archive", () => {
  it("gives the members that were asked for, in any folder, and leaves the others packed", async () => {
    const path = await writeZip("good.zip", {
      "CIK0000000001.json": Buffer.from("{}"),
      "facts/CIK0000000002.json": Buffer.from('{"cik":2}'),
      "readme.txt": Buffer.from("hello"),
    });
    const archive = await openZip(path, wantsCompany, 1000);
    if (!archive.ok) throw new Error(archive.error);
    expect(archive.value.members.map((member) => member.name)).toEqual(["CIK0000000001.json", "CIK0000000002.json"]);
    expect(await archive.value.members[1]?.read()).toEqual({ ok: true, value: Buffer.from('{"cik":2}') });
    archive.value.close();
  });

  it("tells equal content by an equal fingerprint", async () => {
    const read = async (name: string, content: string) => {
      const archive = await openZip(await writeZip(name, { "CIK1.json": Buffer.from(content) }), wantsCompany, 1000);
      if (!archive.ok) throw new Error(archive.error);
      archive.value.close();
      return archive.value.members[0]?.fingerprint;
    };
    expect(await read("a.zip", "one")).toBe(await read("b.zip", "one"));
    expect(await read("a.zip", "one")).not.toBe(await read("c.zip", "two"));
  });

  it("does not unpack a member beyond the limit", async () => {
    const path = await writeZip("bomb.zip", { "CIK0000000001.json": Buffer.alloc(5_000_000) });
    const archive = await openZip(path, wantsCompany, 1_000_000);
    if (!archive.ok) throw new Error(archive.error);
    expect(await archive.value.members[0]?.read()).toEqual({
      ok: false,
      error: "it unpacks to 5.0 MB, more than the 1.0 MB allowed",
    });
    archive.value.close();
  });

  it("does not unpack a member that says it is smaller than it is", async () => {
    const path = await writeZip("liar.zip", { "CIK0000000001.json": Buffer.alloc(5_000_000) });
    const bytes = await readFile(path);
    // The size as the list of contents states it stands 24 bytes after that entry's signature.
    bytes.writeUInt32LE(10, bytes.lastIndexOf(Buffer.from("PK\x01\x02", "latin1")) + 24);
    await writeFile(path, bytes);
    const archive = await openZip(path, wantsCompany, 1_000_000);
    if (!archive.ok) throw new Error(archive.error);
    const member = await archive.value.members[0]?.read();
    expect(member?.ok).toBe(false);
    archive.value.close();
  });

  it("that is cut anywhere or is no zip file is refused, or refuses the member that is damaged", async () => {
    const whole = await readFile(
      await writeZip("whole.zip", { "CIK0000000001.json": Buffer.from(JSON.stringify({ cik: 1 }).repeat(50)) }),
    );
    const path = join(folder, "cut.zip");
    for (let length = 0; length < whole.length; length += 7) {
      await writeFile(path, whole.subarray(0, length));
      const archive = await openZip(path, wantsCompany, 1_000_000);
      expect(archive.ok, `cut at ${length}`).toBe(false);
    }
    await writeFile(path, "<html>Not found</html>");
    expect(await openZip(path, wantsCompany, 1_000_000)).toEqual({
      ok: false,
      error: "it is not a zip file, or its end is missing (a download that stopped)",
    });
  });

  it("with one digit changed in a member refuses that member", async () => {
    const path = join(folder, "digit.zip");
    const zip = new ZipFile();
    zip.addBuffer(Buffer.from('{"val":48578000}'), "CIK0000000001.json", { compress: false });
    zip.end();
    await pipeline(zip.outputStream, createWriteStream(path));
    const bytes = await readFile(path);
    bytes.write("9", bytes.indexOf("48578000"));
    await writeFile(path, bytes);
    const archive = await openZip(path, wantsCompany, 1_000_000);
    if (!archive.ok) throw new Error(archive.error);
    expect(await archive.value.members[0]?.read()).toEqual({
      ok: false,
      error: "its content does not match the checksum in the archive",
    });
    archive.value.close();
  });

  it("with a member whose packed bytes are damaged refuses that member alone", async () => {
    const path = await writeZip("damaged.zip", {
      "CIK0000000001.json": Buffer.from(Array.from({ length: 500 }, (_, index) => `${index * 7919}`).join(",")),
      "CIK0000000002.json": Buffer.from("{}"),
    });
    const bytes = await readFile(path);
    bytes.fill(0xff, 60, 200);
    await writeFile(path, bytes);
    const archive = await openZip(path, wantsCompany, 1_000_000);
    if (!archive.ok) throw new Error(archive.error);
    expect((await archive.value.members[0]?.read())?.ok).toBe(false);
    expect((await archive.value.members[1]?.read())?.ok).toBe(true);
    archive.value.close();
  });
});
