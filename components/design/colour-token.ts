/** A colour of the theme, what it must be told apart from, and by how much. */
export interface ColourToken {
  readonly name: string;
  /** Fills with it. */
  readonly fill: string;
  readonly use: string;
  /** The grounds on which it must be read or seen, by name. */
  readonly on: readonly string[];
  /** The least contrast there: 4.5 for text, 3 for the edge of a control; null where it is no figure on a ground. */
  readonly least: 3 | 4.5 | null;
}

const grounds = ["canvas", "surface", "raised", "sunken"] as const;

/** Every colour of `app/globals.css`. */
export const colourTokens: readonly ColourToken[] = [
  { name: "canvas", fill: "bg-canvas", use: "The page", on: [], least: null },
  { name: "surface", fill: "bg-surface", use: "Tables, fields", on: [], least: null },
  { name: "raised", fill: "bg-raised", use: "What lies over the page", on: [], least: null },
  { name: "sunken", fill: "bg-sunken", use: "What rests", on: [], least: null },
  { name: "hover", fill: "bg-hover", use: "Under the pointer", on: [], least: null },
  { name: "line", fill: "bg-line", use: "Between rows", on: [], least: null },
  { name: "line-strong", fill: "bg-line-strong", use: "Under a head", on: [], least: null },
  { name: "edge", fill: "bg-edge", use: "The edge of a control", on: grounds, least: 3 },
  { name: "shade", fill: "bg-shade", use: "The shadow", on: [], least: null },
  { name: "scrim", fill: "bg-scrim", use: "Over the page, under a dialog", on: [], least: null },
  { name: "ink", fill: "bg-ink", use: "Text", on: [...grounds, "hover"], least: 4.5 },
  { name: "ink-muted", fill: "bg-ink-muted", use: "Text beside", on: [...grounds, "hover"], least: 4.5 },
  { name: "ink-faint", fill: "bg-ink-faint", use: "Captions", on: [...grounds, "hover"], least: 4.5 },
  { name: "accent", fill: "bg-accent", use: "What can be pressed", on: [...grounds, "accent-soft"], least: 4.5 },
  { name: "accent-strong", fill: "bg-accent-strong", use: "The same, under the pointer", on: grounds, least: 4.5 },
  { name: "accent-soft", fill: "bg-accent-soft", use: "What is chosen", on: [], least: null },
  { name: "bar", fill: "bg-bar", use: "Behind a number", on: [], least: null },
  { name: "on-accent", fill: "bg-on-accent", use: "Text on the accent", on: ["accent", "accent-strong"], least: 4.5 },
  { name: "resilient", fill: "bg-resilient", use: "Verdict", on: [...grounds, "resilient-soft"], least: 4.5 },
  { name: "resilient-soft", fill: "bg-resilient-soft", use: "Its ground", on: [], least: null },
  { name: "mixed", fill: "bg-mixed", use: "Verdict", on: [...grounds, "mixed-soft"], least: 4.5 },
  { name: "mixed-soft", fill: "bg-mixed-soft", use: "Its ground", on: [], least: null },
  { name: "weak", fill: "bg-weak", use: "Verdict", on: [...grounds, "weak-soft"], least: 4.5 },
  { name: "weak-soft", fill: "bg-weak-soft", use: "Its ground", on: [], least: null },
  { name: "unrated", fill: "bg-unrated", use: "Verdict", on: [...grounds, "unrated-soft"], least: 4.5 },
  { name: "unrated-soft", fill: "bg-unrated-soft", use: "Its ground", on: [], least: null },
  { name: "danger", fill: "bg-danger", use: "What went wrong", on: [...grounds, "danger-soft"], least: 4.5 },
  { name: "danger-soft", fill: "bg-danger-soft", use: "Its ground", on: [], least: null },
  { name: "notice", fill: "bg-notice", use: "What needs attention", on: [...grounds, "notice-soft"], least: 4.5 },
  { name: "notice-soft", fill: "bg-notice-soft", use: "Its ground", on: [], least: null },
];

/** Red, green and blue, 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

function getLuminance(colour: Rgb): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** The contrast of two colours by WCAG 2.2, from 1 to 21. */
export function computeContrast(one: Rgb, other: Rgb): number {
  const [light = 0, dark = 0] = [getLuminance(one), getLuminance(other)].toSorted((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}
