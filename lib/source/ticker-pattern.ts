/** A ticker in capitals, as it may stand in an address, a form or a file. */
export const tickerPattern = /^[A-Z0-9][A-Z0-9.-]{0,11}$/;
