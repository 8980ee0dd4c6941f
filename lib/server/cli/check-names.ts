import "server-only";
import { getEnvironment } from "#lib/server/env";
import { findNameClashes, readNamedFiles } from "./export-names";

/** Ends with status 1 where two files of lib or components export a name for two things. */
const clashes = findNameClashes(readNamedFiles(getEnvironment().root));
for (const { name, paths } of clashes) console.error(`${name} is exported by ${paths.join(" and ")}`);
if (clashes.length > 0) {
  console.error(`${clashes.length} names stand for more than one thing.`);
  process.exitCode = 1;
}
