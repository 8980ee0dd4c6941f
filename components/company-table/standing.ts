import type { ColumnHead } from "#lib/workbench/column/column-head";
import { type PeerGroup, standingClasses } from "#lib/workbench/column/table-model";

/** What stands behind numbers: nothing, a bar by all companies, or a shade by the company's sector. */
export const shadings = ["off", "bars", "sector"] as const;

export type Shading = (typeof shadings)[number];

/** The cookie that remembers it. */
export const shadingCookie = "ballast-shading";

/** Reads the cookie's value; anything unknown is `off`. */
export function parseShading(value: string | undefined): Shading {
  return shadings.find((shading) => shading === value) ?? "off";
}

/** Whom a shading compares with; null where it compares with nobody. */
export const peersOf: Readonly<Record<Shading, PeerGroup | null>> = { off: null, bars: "universe", sector: "sector" };

/** The widths of a bar by twentieth: a style of its own is refused (U-7), so each is a class. */
const barWidths = [
  "bg-[length:5%_68%]",
  "bg-[length:10%_68%]",
  "bg-[length:15%_68%]",
  "bg-[length:20%_68%]",
  "bg-[length:25%_68%]",
  "bg-[length:30%_68%]",
  "bg-[length:35%_68%]",
  "bg-[length:40%_68%]",
  "bg-[length:45%_68%]",
  "bg-[length:50%_68%]",
  "bg-[length:55%_68%]",
  "bg-[length:60%_68%]",
  "bg-[length:65%_68%]",
  "bg-[length:70%_68%]",
  "bg-[length:75%_68%]",
  "bg-[length:80%_68%]",
  "bg-[length:85%_68%]",
  "bg-[length:90%_68%]",
  "bg-[length:95%_68%]",
  "bg-[length:100%_68%]",
] as const;

const shadeClasses = {
  best: "standing [--standing:var(--color-resilient-soft)]",
  good: "standing [--standing:color-mix(in_oklab,var(--color-resilient-soft)_55%,transparent)]",
  poor: "standing [--standing:color-mix(in_oklab,var(--color-weak-soft)_55%,transparent)]",
  worst: "standing [--standing:var(--color-weak-soft)]",
} as const;

/** The outer tenth and the outer three tenths of a sector, in twentieths. */
const outer = 2;
const middle = 6;

/** The class of a cell whose number stands in a twentieth of its peers, from `getStandings`; undefined: nothing is drawn. */
export function getStandingClass(standing: number, peers: PeerGroup, better: ColumnHead["better"]): string | undefined {
  if (standing === 0) return undefined;
  if (peers === "universe") return `standing [--standing:var(--color-bar)] ${barWidths[standing - 1]}`;
  if (better === "none") return undefined;
  const fromTop = better === "higher" ? standingClasses - standing : standing - 1;
  const fromBottom = standingClasses - 1 - fromTop;
  if (fromTop < outer) return shadeClasses.best;
  if (fromTop < middle) return shadeClasses.good;
  if (fromBottom < outer) return shadeClasses.worst;
  return fromBottom < middle ? shadeClasses.poor : undefined;
}

/** What the background says, in words. */
export function describeStanding(standing: number, peers: PeerGroup): string {
  const share = ((standing - 1) / standingClasses) * 100;
  const whom = peers === "universe" ? "all companies" : "its sector";
  return standing === 1 ? `In the lowest 5% of ${whom}` : `Above ${share}% of ${whom}`;
}
