import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { generateSampleFiles } from "./generate-sample-files";

/** Writes the sample universe into the folder given on the command line, for a look at it or a trial of ingest. */
function main(): void {
  const folder = process.argv[2];
  if (!folder) {
    process.stderr.write("Say where to: npx tsx lib/sample/write-sample.ts FOLDER\n");
    process.exitCode = 2;
    return;
  }
  let files = 0;
  let bytes = 0;
  for (const { path, content } of generateSampleFiles()) {
    const target = join(folder, path);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, content);
    files++;
    bytes += Buffer.byteLength(content);
  }
  process.stdout.write(`Wrote ${files} files, ${Math.round(bytes / 1e6)} MB, to ${folder}\n`);
}

main();
