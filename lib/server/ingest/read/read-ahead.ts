import "server-only";

/**
 * Works on items in their order and keeps several under way, so that what comes of one can be used while the next ones
 * are still worked on. When the caller stops early, what is under way is left to end by itself.
 */
export async function* readAhead<Item, Output>(
  items: readonly Item[],
  depth: number,
  work: (item: Item) => Promise<Output>,
): AsyncGenerator<{ readonly item: Item; readonly output: Output }, void, void> {
  const underWay: { readonly item: Item; readonly output: Promise<Output> }[] = [];
  for (let next = 0; next < items.length || underWay.length > 0; ) {
    const item = items[next];
    if (item !== undefined && underWay.length < depth) {
      const output = work(item);
      // Awaited in its turn; until then a failure must not count as unhandled.
      output.catch(() => undefined);
      underWay.push({ item, output });
      next += 1;
      continue;
    }
    const first = underWay.shift();
    if (first) yield { item: first.item, output: await first.output };
  }
}
