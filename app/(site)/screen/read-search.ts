/** Next's parsed search parameters as the browser had them, repeated ones included. */
export function readSearch(parameters: Readonly<Record<string, string | string[] | undefined>>): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) {
    for (const item of [value ?? []].flat()) search.append(name, item);
  }
  return search;
}
