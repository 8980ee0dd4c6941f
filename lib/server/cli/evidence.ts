import "server-only";
import { existsSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { judgedPolicies } from "#lib/evidence/judged-policies";
import { keepEvidence, writeKeptEvidence } from "#lib/evidence/kept-evidence";
import type { PeriodId } from "#lib/evidence/period";
import { admitToJudge, hashPolicy } from "#lib/evidence/policy-hash";
import { type Evidence, listResults } from "#lib/evidence/result";
import { countSteps, type EvidenceRequest, runEvidence } from "#lib/evidence/run-evidence";
import type { EvidenceCompany } from "#lib/evidence/store/company";
import { getEnvironment } from "#lib/server/env";
import { readFilings } from "#lib/server/evidence/read-filings";
import { type ReadFile, readEvidenceStore } from "#lib/server/evidence/read-store";
import { createProgress, type Progress } from "#lib/server/ingest/progress";
import { findPolicy, policies } from "#lib/verdict/policy/catalogue";
import type { Policy } from "#lib/verdict/policy/policy";
import { CommandError, reportFailure } from "./command-error";
import { parseOptions } from "./parse-options";
import { writeEvidence, writeStore } from "./write-evidence";

const usage = `Judges past dates by the rules of a policy and holds the verdicts against what followed.

  npm run evidence                    every policy, in the periods "choose" and "look"
  npm run evidence -- --from DIR      the evidence store in DIR (default: ../shared/evidence)
  npm run evidence -- --policy 1      one version of the policy
  npm run evidence -- --json FILE     all results as JSON as well
  npm run evidence -- --keep          what the page "Evidence" shows is written anew (lib/evidence/kept-evidence.json)

  --filings FILE   EDGAR's companyfacts.zip, to hold verdicts by the vendor's figures against those by the filings
                   (default: companyfacts/companyfacts.zip in the folder data beside the store)
  --judge          the period "judge" too; refused for a policy whose hash is not committed
  --quotes FILE    prices and market values from 2021 on, for --judge: snapshot_date,ticker,lastsale,marketCap
                   (default: prices/monthly_constituents.csv in the folder data beside the store)`;

/** Policy 1 is a baseline of every other. */
const baselinePolicy = "1";

async function main(): Promise<void> {
  const { values } = parseOptions({
    options: {
      from: { type: "string" },
      json: { type: "string" },
      policy: { type: "string" },
      judge: { type: "boolean", default: false },
      keep: { type: "boolean", default: false },
      quotes: { type: "string" },
      filings: { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) {
    console.log(usage);
    return;
  }
  const chosen = choosePolicies(values.policy);
  const hashes = new Map<Policy, string>();
  for (const policy of chosen) {
    const hash = await hashPolicy(policy);
    const admitted = values.judge ? admitToJudge(hash, judgedPolicies) : null;
    if (admitted?.ok === false) throw new CommandError(admitted.error);
    hashes.set(policy, hash);
  }
  const folder = values.from ?? join(getEnvironment().root, "../shared/evidence");
  if (!existsSync(folder)) {
    throw new CommandError(`There is no evidence store at ${folder}. Name its folder with --from DIR.`);
  }
  const quotesFile = values.quotes ?? findBeside(folder, "prices/monthly_constituents.csv");
  const store = await readEvidenceStore({ folder, hasLateYears: values.judge, quotesFile });
  const filings = values.filings ?? findBeside(folder, "companyfacts/companyfacts.zip");
  const progress = createProgress(process.stderr);
  const filedByCik = filings === null ? new Map() : await readFilings(filings, store.companies, progress);
  for (const line of writeStore(store.files, hashes, judgedPolicies)) console.log(line);
  const periods: readonly PeriodId[] = values.judge ? ["choose", "look", "judge"] : ["choose", "look"];
  const baseline = findPolicy(baselinePolicy);
  const judging = [...new Set([...chosen, ...(baseline === undefined ? [] : [baseline])])];
  const evidence = measure(store.companies, { periods, policies: chosen, judging, filedByCik }, progress);
  console.log(writeEvidence(evidence));
  if (values.keep) await keep(evidence, store.files, hashes);
  if (values.json === undefined) return;
  await writeFile(values.json, `${JSON.stringify(listResults(evidence), null, 1)}\n`);
  console.log(`\n${listResults(evidence).length} results are in ${values.json}.`);
}

async function keep(
  evidence: Evidence,
  files: readonly ReadFile[],
  hashes: ReadonlyMap<Policy, string>,
): Promise<void> {
  const named = [...hashes].map(([{ version }, hash]) => ({ version: String(version), hash }));
  const path = join(getEnvironment().root, "lib/evidence/kept-evidence.json");
  await writeFile(path, writeKeptEvidence(keepEvidence(evidence, { files, policies: named })));
  console.log(`\nThe page "Evidence" shows this from the next build on: ${path}`);
}

/** A file of the folder of real input that lies beside the store; null where there is none. */
function findBeside(folder: string, name: string): string | null {
  const path = join(folder, "../data", name);
  return existsSync(path) ? path : null;
}

function choosePolicies(version: string | undefined): readonly Policy[] {
  if (version === undefined) return policies;
  const policy = findPolicy(version);
  if (policy !== undefined) return [policy];
  const known = policies.map((each) => each.version).join(", ");
  throw new CommandError(`There is no version ${version} of the policy. Known versions: ${known}.`);
}

function measure(companies: readonly EvidenceCompany[], request: EvidenceRequest, progress: Progress): Evidence {
  progress.start("Past dates and comparisons", countSteps(request), "steps");
  try {
    const steps = runEvidence(companies, request);
    for (let step = steps.next(); ; step = steps.next()) {
      if (step.done) return step.value;
      progress.advance();
    }
  } finally {
    progress.finish();
  }
}

// Whoever started this process is gone.
process.once("disconnect", () => process.exit(1));
try {
  await main();
} catch (error) {
  reportFailure(error);
  process.exitCode = 1;
} finally {
  process.removeAllListeners("disconnect");
  process.disconnect?.();
}
