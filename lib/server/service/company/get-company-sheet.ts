import "server-only";
import { deserialize, serialize } from "node:v8";
import { deflateRawSync, inflateRawSync } from "node:zlib";
import type { CheckAnswer } from "#lib/contract/company";
import type { PeerStanding } from "#lib/contract/peer";
import type { Value } from "#lib/expr/vector";
import { createBreath } from "#lib/server/breathe";
import { getByteCache } from "#lib/server/byte-cache";
import { getEnvironment } from "#lib/server/env";
import type { UniverseRequest } from "#lib/server/service/screen/get-universe";
import { getSnapshot } from "#lib/server/snapshot/snapshot-store";
import { assert } from "#lib/util/assert";
import type { Explanation, RuleExplanation } from "#lib/verdict/explain";
import { getPolicyKey } from "#lib/verdict/policy/choice";
import type { Policy } from "#lib/verdict/policy/policy";
import { findPolicyMetric, listPolicyMetrics } from "#lib/verdict/policy/policy-metric";
import { answerChecks } from "./answer-checks";
import { buildStatements, type CompanyStatements } from "./build-statements";
import { getSnapshotFacts } from "./company-facts";
import { getPeers } from "./get-peers";
import { type LocatedCompany, locateCompany } from "./locate-company";
import { type CompanyReport, reportCompany } from "./report-company";

/** All that is shown of a company without being asked where it comes from. */
export interface CompanySheet {
  readonly report: CompanyReport;
  /** The policy that judged. */
  readonly policy: Policy;
  /** Null for a company without figures. */
  readonly statements: CompanyStatements | null;
  readonly peers: readonly PeerStanding[];
  readonly checks: CheckAnswer[];
}

/** Some 12 kB a company: room for two indexes of 2,000. */
const cacheBytes = 64 * 1024 * 1024;

/**
 * The sheet of a company, found by a ticker that it has or had. A snapshot never changes, so a sheet is computed once
 * and kept, packed, for each policy that it is asked under. Throws what locateCompany throws, and FolderLockedError when another process has the embedded database
 * open.
 */
export async function getCompanySheet(ticker: string, request: UniverseRequest = {}): Promise<CompanySheet> {
  const located = await locateCompany(ticker, request);
  const policyKey = getPolicyKey(located.universe.scope.policy);
  const key = `${getEnvironment().home}\n${located.snapshot.id}\n${policyKey}\n${located.row}`;
  const make = async () => pack(await buildSheet(located, ticker));
  const bytes = await getByteCache("companies", cacheBytes).keep(key, make);
  assert(bytes !== null, "a sheet was made");
  const sheet = unpack(bytes, located);
  const { askedAs, departure } = located;
  return { ...sheet, report: { ...sheet.report, askedAs, departure } };
}

async function buildSheet(located: LocatedCompany, ticker: string): Promise<CompanySheet> {
  const breathe = createBreath();
  const report = reportCompany(located, ticker);
  await breathe();
  const loaded = await getSnapshot(located.snapshot.id);
  const selected = loaded && (await getSnapshotFacts(loaded, report.ticker));
  await breathe();
  const statements = selected && buildStatements(selected);
  await breathe();
  const peers = getPeers(located.universe, located.row);
  await breathe();
  const { policy } = located.universe.scope;
  return { report, policy, statements, peers, checks: selected ? answerChecks(selected.facts) : [] };
}

/** A sheet without what is the same for all companies: rules and metrics stand by their ids and their order. */
interface PackedSheet extends Omit<CompanySheet, "report" | "policy" | "peers"> {
  readonly report: Omit<CompanyReport, "snapshot" | "explanation" | "metrics">;
  readonly explanation: Omit<Explanation, "rules">;
  readonly rules: readonly (Omit<RuleExplanation, "rule"> & { readonly rule: string })[];
  readonly values: readonly Value[];
  readonly peers: readonly (Omit<PeerStanding, "metric"> & { readonly metric: string })[];
}

function pack({ report, policy: _policy, peers, ...rest }: CompanySheet): Uint8Array<ArrayBuffer> {
  const { snapshot: _, explanation, metrics, ...identity } = report;
  const { rules, ...verdict } = explanation;
  const packed: PackedSheet = {
    ...rest,
    report: identity,
    explanation: verdict,
    rules: rules.map((each) => ({ ...each, rule: each.rule.id })),
    values: metrics.map(({ value }) => value),
    peers: peers.map((each) => ({ ...each, metric: each.metric.id })),
  };
  return new Uint8Array(deflateRawSync(serialize(packed), { level: 3 }));
}

function unpack(bytes: Uint8Array, { universe, snapshot }: LocatedCompany): CompanySheet {
  const packed: PackedSheet = deserialize(inflateRawSync(bytes));
  const { report, explanation, rules, values, peers, ...rest } = packed;
  const ruleById = new Map(universe.judgement.rules.map(({ rule }) => [rule.id, rule]));
  return {
    ...rest,
    policy: universe.scope.policy,
    report: {
      ...report,
      snapshot,
      explanation: {
        ...explanation,
        rules: rules.flatMap((each) => {
          const rule = ruleById.get(each.rule);
          return rule === undefined ? [] : [{ ...each, rule }];
        }),
      },
      metrics: listPolicyMetrics(universe.scope.policy).flatMap((metric, index) => {
        const value = values[index];
        return value === undefined ? [] : [{ metric, value }];
      }),
    },
    peers: peers.flatMap((each) => {
      const metric = findPolicyMetric(universe.scope.policy, each.metric);
      return metric === undefined ? [] : [{ ...each, metric }];
    }),
  };
}
