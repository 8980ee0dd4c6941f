/**
 * The version of the packing of `packed-snapshot.ts`. It is part of addresses and file names, since what lies there is
 * kept for ever; alone in a file, since the page that names the address needs nothing else of it.
 */
export const packingVersion = 1;
