import fc from "fast-check";

// A check of a submission must give the same answer twice; on a developer's machine, and in a long run, each run tries
// other cases.
if (process.env["CI"] && !process.env["BALLAST_RUNS"]) fc.configureGlobal({ seed: 20_261_122 });
