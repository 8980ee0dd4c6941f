/** Something that was chosen in this browser. What belongs to an account is never kept here. */
export type RecentChoice =
  | { readonly kind: "company"; readonly ticker: string; readonly name: string }
  | { readonly kind: "metric"; readonly id: string; readonly label: string; readonly isExplained: boolean }
  | { readonly kind: "preset"; readonly id: string }
  | { readonly kind: "page"; readonly href: string };

const storageKey = "ballast-search-recent";
export const recentMax = 6;
const textMax = 200;

/** Reads kept choices. What cannot be read, is too long or is no choice is left out. */
export function parseRecent(text: string | null): readonly RecentChoice[] {
  try {
    const read: unknown = JSON.parse(text ?? "[]");
    return Array.isArray(read) ? read.flatMap(readChoice).slice(0, recentMax) : [];
  } catch {
    return [];
  }
}

function readChoice(value: unknown): readonly RecentChoice[] {
  if (typeof value !== "object" || value === null) return [];
  const fields = value as Readonly<Record<string, unknown>>;
  const { kind } = fields;
  const get = (name: string, pattern: RegExp): string | null => {
    const text = fields[name];
    return typeof text === "string" && text.length <= textMax && pattern.test(text) ? text : null;
  };
  const [ticker, name] = [get("ticker", /^[A-Z0-9][A-Z0-9./ -]{0,11}$/), get("name", /\S/)];
  const [id, label, href] = [get("id", /^[a-z][a-z0-9_]*$/), get("label", /\S/), get("href", /^\/(?!\/)[a-z/-]*$/)];
  if (kind === "company" && ticker !== null && name !== null) return [{ kind, ticker, name }];
  if (kind === "metric" && id !== null && label !== null) {
    return [{ kind, id, label, isExplained: fields["isExplained"] === true }];
  }
  if (kind === "preset" && id !== null) return [{ kind, id }];
  return kind === "page" && href !== null ? [{ kind, href }] : [];
}

/** The choices with a new one first, each once, the oldest beyond the most left out. */
export function addRecent(choices: readonly RecentChoice[], chosen: RecentChoice): readonly RecentChoice[] {
  const key = getRecentKey(chosen);
  return [chosen, ...choices.filter((choice) => getRecentKey(choice) !== key)].slice(0, recentMax);
}

function getRecentKey(choice: RecentChoice): string {
  switch (choice.kind) {
    case "company":
      return `company ${choice.ticker}`;
    case "page":
      return `page ${choice.href}`;
    default:
      return `${choice.kind} ${choice.id}`;
  }
}

/** The choices of this browser, the newest first; none where it keeps nothing. */
export function readRecent(): readonly RecentChoice[] {
  try {
    return parseRecent(localStorage.getItem(storageKey));
  } catch {
    return [];
  }
}

/** Keeps a choice in this browser, where it can. */
export function keepRecent(chosen: RecentChoice): void {
  try {
    localStorage.setItem(storageKey, JSON.stringify(addRecent(readRecent(), chosen)));
  } catch {
    // A browser that keeps nothing is searched without recent choices.
  }
}
