import { buildCompanyHref } from "#lib/screen/view-url";
import type { Workbench } from "#lib/workbench/workbench";

/** A company that a text names, and the address of its page. */
export interface NamedCompany {
  readonly ticker: string;
  readonly name: string;
  readonly href: string;
}

const shownMax = 3;
const lettersMin = 2;
const textMax = 60;

/**
 * The companies that a text names, with the addresses of their pages. None without data in the browser. `viewSearch` is that
 * of `buildViewSearch`.
 */
export function listNamedCompanies(
  workbench: Pick<Workbench, "nameCompanies"> | null,
  text: string,
  viewSearch: string,
): readonly NamedCompany[] {
  const typed = text.trim();
  if (workbench === null || typed.length > textMax || typed.length < lettersMin) return [];
  const named = workbench.nameCompanies(typed).slice(0, shownMax);
  return named.map((company) => ({ ...company, href: buildCompanyHref(company.ticker, viewSearch) }));
}
