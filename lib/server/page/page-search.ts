import "server-only";
import { urlKeys } from "#lib/screen/url-key";

/** The search parameters of a page as Next hands them over. */
export type PageSearch = Readonly<Record<string, string | string[] | undefined>>;

/** The search parameters as the browser had them, repeated ones included. */
export function readSearch(search: PageSearch): URLSearchParams {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(search)) {
    for (const item of [value ?? []].flat()) parameters.append(name, item);
  }
  return parameters;
}

/** One parameter; null where it is absent or given more than once. */
export function readParameter(search: PageSearch, name: string): string | null {
  const value = search[name];
  return typeof value === "string" ? value : null;
}

/** Which data a page shows: those of a day or of a snapshot; the newest where both are null. */
export interface DataChoice {
  readonly asOf: string | null;
  readonly snapshot: string | null;
}

/** Reads which data a page shows. What is no day or no snapshot is refused where the data are asked for. */
export function readDataChoice(search: PageSearch): DataChoice {
  return { asOf: readParameter(search, urlKeys.asOf), snapshot: readParameter(search, urlKeys.snapshot) };
}

/** A part of a page's path, which Next leaves escaped, as it was meant; what no text escapes to stays as it is. */
export function readPathPart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
