import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fromBuffer } from "yauzl";

/** The files of EDGAR's companyfacts by name, unpacked one after the other; none where there is no real input. */
export async function readCompanyFactsFiles(
  folder: string | null,
  names: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  if (folder === null) return new Map();
  const archive = readFileSync(join(folder, "companyfacts", "companyfacts.zip"));
  return new Promise((resolve, reject) => {
    const texts = new Map<string, string>();
    fromBuffer(archive, { lazyEntries: true }, (failure, zip) => {
      if (failure) return reject(failure);
      zip.on("error", reject);
      zip.on("end", () => resolve(texts));
      zip.on("entry", (entry) => {
        if (!names.includes(entry.fileName)) return zip.readEntry();
        zip.openReadStream(entry, (broken, stream) => {
          if (broken) return reject(broken);
          const chunks: Buffer[] = [];
          stream.on("data", (chunk: Buffer) => chunks.push(chunk));
          stream.on("end", () => {
            texts.set(entry.fileName, Buffer.concat(chunks).toString("utf8"));
            zip.readEntry();
          });
        });
      });
      zip.readEntry();
    });
  });
}
