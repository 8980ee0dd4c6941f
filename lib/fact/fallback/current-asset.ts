import { findFact } from "#lib/fact/definition/catalogue";
import type { Day, FactEntry } from "#lib/fact/filed/entry";
import { sameDayMargin } from "#lib/fact/filed/period";
import { buildInferredZero } from "#lib/fact/series/build-figure";
import type { FigureLookup } from "#lib/fact/series/figure-lookup";
import { formatShare } from "#lib/util/number-text";
import { listParts, type ZeroFinder } from "./zero";

/** What current assets consist of may leave this share unexplained before an absent line is doubted. */
const unexplainedShareMax = 0.1;
const overexplainedShareMax = 0.02;

/** What shows a current asset of a kind beside its own line. */
interface CurrentAssetSigns {
  /** Notes that say on the same day that there is some, in whichever line. */
  readonly proofs: readonly string[];
  /** Notes of the same day that may speak of a longer term. */
  readonly notes: readonly string[];
  /** Flows of the last months. */
  readonly flows: readonly string[];
  /** The share of total assets up to which a sign is a trifle. */
  readonly trifle: number;
}

const currentAssetSigns: Readonly<Record<string, CurrentAssetSigns>> = {
  short_term_investments: {
    proofs: ["current_securities_hint"],
    notes: ["securities_hint"],
    flows: ["investing_payment", "investing_proceeds", "securities_flow_hint"],
    trifle: 0.005,
  },
  // Inventory changes by a small part of itself.
  inventory: { proofs: ["inventory_hint"], notes: [], flows: ["inventory_change"], trifle: 0.0005 },
};

/** Flows, and lines of an earlier balance sheet, that ended this many days before speak of what may be on it. */
const signDays = 330;

/** What other lines leave of current assets, up to this share of them, is no room for a kind of which there are signs. */
const roomShareMax = 0.01;

/**
 * An absent line of current assets is zero where the others explain current assets within a tenth and nothing else in
 * the filings shows this kind; or where they leave no room for it.
 */
export const findNoneInCurrentAssets: ZeroFinder = (figures, definition, _kind, end) => {
  const total = figures.getFigure("current_assets", "balance", end);
  const cash = figures.getFigure("cash", "balance", end);
  const assets = figures.getFigure("total_assets", "balance", end);
  if (!figures.isFromFilings || !total.known || !cash.known || !assets.known || total.value <= 0) return null;
  const siblings = ["short_term_investments", "inventory"].filter((id) => id !== definition.id);
  const others = ["receivables", ...siblings].map((id) => findReported(figures, id, end));
  const lines = listLines(figures, "other_current_assets", end);
  const explained =
    cash.value + [...others, ...lines].reduce((sum, entry) => sum + (entry === undefined ? 0 : entry.value), 0);
  const unexplainedShare = (total.value - explained) / total.value;
  if (unexplainedShare > unexplainedShareMax || unexplainedShare < -overexplainedShareMax) return null;
  const signs = currentAssetSigns[definition.id];
  if (!signs) throw new Error(`Impossible state: nothing is known to show ${definition.id}`);
  const limit = signs.trifle * assets.value;
  const isShown = (facts: readonly string[], days: number) =>
    facts.some((fact) => figures.hasAbove(fact, limit, end - days, end + sameDayMargin));
  if (isShown(signs.proofs, sameDayMargin + 1)) return null;
  if (!isShown(signs.notes, sameDayMargin + 1) && !isShown([definition.id, ...signs.flows], signDays)) {
    return buildInferredZero(
      end,
      "Other lines make up at least nine tenths of current assets. No line, note or flow shows one of this kind.",
      listParts(total, cash),
    );
  }
  if (unexplainedShare > roomShareMax) return null;
  return buildInferredZero(
    end,
    `Other lines leave less than ${formatShare(roomShareMax, 0)} of current assets.`,
    listParts(total, cash),
  );
};

function findReported(figures: FigureLookup, factId: string, end: Day): FactEntry | undefined {
  const definition = findFact(factId);
  for (const { tag } of definition?.tags ?? []) {
    const entry = definition ? figures.findBalance(definition, tag, end) : undefined;
    if (entry) return entry;
  }
  return undefined;
}

function listLines(figures: FigureLookup, factId: string, end: Day): readonly FactEntry[] {
  const definition = findFact(factId);
  const entryByLine = new Map<string, FactEntry>();
  for (const { tag, line = tag } of definition?.tags ?? []) {
    const entry = definition && !entryByLine.has(line) ? figures.findBalance(definition, tag, end) : undefined;
    if (entry) entryByLine.set(line, entry);
  }
  return [...entryByLine.values()];
}
