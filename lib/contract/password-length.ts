// Apart from the schemas: forms say these numbers, and with one import of the full zod every page would carry it.

/** The fewest and the most characters of a password. The upper bound keeps hashing from being used as a load. */
export const passwordLengthMin = 10;
export const passwordLengthMax = 200;
