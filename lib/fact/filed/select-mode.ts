/** `latest`: the newest filing for a period counts. `first_reported`: the oldest. Both only up to the as-of date. */
export type SelectMode = "latest" | "first_reported";
