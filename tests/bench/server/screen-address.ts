import "server-only";

/**
 * Query and columns of a screen that nobody has asked for before: three clauses, an order and, of the route, a hundred
 * rows.
 */
export function buildScreenAddress(number: number, kind: "route" | "page" = "route"): string {
  const cover = (1 + (number % 997) / 1000).toFixed(3);
  const roic = ((number % 7919) / 1e5).toFixed(5);
  const leverage = (3 + (number % 613) / 1000).toFixed(3);
  const parameters = new URLSearchParams({
    q: `interest_cover > ${cover} and roic > ${roic} and net_debt_to_ebitda < ${leverage}`,
    sort: "-roic",
    columns: "interest_cover,roic,market_cap",
    ...(kind === "route" ? { limit: "100" } : {}),
  });
  return `?${parameters}`;
}
