/** A key, or keys that belong together, and what they do. */
interface KeyEntry {
  /** As `KeyboardEvent.key` has them. */
  readonly keys: readonly string[];
  readonly does: string;
  /** A key of the browser or of a link, that is listed where this other one works. */
  readonly beside?: string;
}

/**
 * The one list of keys, in the order of the sheet. A page takes those that it knows by `useShortcuts`, and the sheet shows
 * those that are taken where it is opened, so that it never promises a key that does nothing.
 */
export const keyList = [
  { keys: ["/"], does: "Write a query" },
  { keys: ["f"], does: "Add a filter" },
  { keys: ["d"], does: "Screen doctor: what each filter costs" },
  { keys: ["s"], does: "Stress: what if rates rise or earnings fall" },
  { keys: ["p"], does: "Policy: what if its numbers were others" },
  { keys: ["j", "k"], does: "Next and previous row" },
  { keys: ["ArrowDown", "ArrowUp"], does: "The same, on a row; with Shift they select" },
  { keys: ["Enter"], does: "Open the company", beside: "j" },
  { keys: [" "], does: "Look at the company beside the table, and close it" },
  { keys: ["x"], does: "Select the row; Shift and Space select all up to it" },
  { keys: ["w"], does: "Add the row, or all selected, to a watchlist" },
  { keys: ["c"], does: "Copy the tickers of the selected" },
  { keys: ["b"], does: "Go to the buttons for the selected" },
  { keys: ["Escape"], does: "Close the look, then clear the selection" },
  { keys: ["u"], does: "List the unknown, and back" },
  { keys: ["?"], does: "This list" },
] as const satisfies readonly KeyEntry[];

/** A single key that a page can take. */
export type ShortcutKey = Exclude<(typeof keyList)[number], { readonly beside: string }>["keys"][number];

/** The entries of the list of which a key is taken. */
export function listKeys(isTaken: (key: string) => boolean): readonly KeyEntry[] {
  return (keyList satisfies readonly KeyEntry[] as readonly KeyEntry[]).filter(({ keys, beside }) =>
    beside === undefined ? keys.some(isTaken) : isTaken(beside),
  );
}
