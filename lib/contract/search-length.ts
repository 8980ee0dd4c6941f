/** The most characters of a search. Beside `search`, so that the field knows it without the schemas. */
export const searchLengthMax = 100;
