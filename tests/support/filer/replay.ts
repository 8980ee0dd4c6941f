import { simulateFiler } from "./simulate-filer";

// Prints the companyfacts of a made-up filer: npx tsx tests/support/filer/replay.ts SEED [FAULT]
const [seed, fault] = process.argv.slice(2);
if (seed === undefined || !/^\d+$/.test(seed))
  throw new Error("replay.ts takes a seed, and perhaps the name of a fault.");
process.stdout.write(`${simulateFiler(Number(seed), fault).text}\n`);
