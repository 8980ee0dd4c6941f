/** The longest query text, in characters (the language's own limit). */
export const queryLengthMax = 4000;

/** The most columns a screen may show. */
export const columnsMax = 60;

/** The most sort keys a screen may have. */
export const sortKeysMax = 5;

/** The most metrics of its own that a screen may define. */
export const customMetricsMax = 20;

/** The SHA-256 of a snapshot file, in lower-case hexadecimal. */
export const snapshotHashPattern = /^[0-9a-f]{64}$/;
