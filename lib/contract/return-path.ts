/**
 * Where to go after a sign-in: the given path when it stays on this site, else the screener. Addresses of other sites,
 * also those that hide behind a double slash or a backslash, are dropped.
 */
export function readReturnPath(given: string | null | undefined): string {
  const fallback = "/screen";
  if (!given?.startsWith("/") || /^\/[/\\]/.test(given)) return fallback;
  // A browser drops tabs and line ends from an address before it reads it.
  return /[\t\n\r\\]/.test(given) ? fallback : given;
}
