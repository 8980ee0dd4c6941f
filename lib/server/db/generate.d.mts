/** Generates the client unless the one there was made from the same schema and version; true when it was written. */
export function generateClient(options?: { readonly force?: boolean }): boolean;
