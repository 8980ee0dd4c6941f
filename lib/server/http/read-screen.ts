import "server-only";
import type { z } from "zod";
import { screenPageSchema } from "#lib/contract/screen";
import type { Screen } from "#lib/screen/screen";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { urlKeys } from "#lib/screen/url-key";
import { columnSets, getColumnSet, getShownColumns } from "#lib/workbench/column/column-set";
import { buildParameterError, parseParameters } from "./route";

const pageParameters = Object.keys(screenPageSchema.shape);

/**
 * Reads a screen and the page of its rows from URL parameters; a column set (`set=debt`) stands for its columns, unless
 * columns are given. Throws AppError "invalid_request" naming each fault.
 */
export function readScreen(parameters: URLSearchParams): {
  readonly screen: Screen;
  readonly page: z.output<typeof screenPageSchema>;
} {
  const screen = parseScreenUrl(parameters, pageParameters);
  const ofPage = new URLSearchParams([...parameters].filter(([name]) => pageParameters.includes(name)));
  const page = parseParameters(ofPage, screenPageSchema);
  const set = parameters.get(urlKeys.set);
  const isKnownSet = set === null || getColumnSet(set) !== null;
  if (screen.ok && page.ok && isKnownSet) {
    // Without a set an answer has the columns that are asked for and no others.
    const columns = set === null ? screen.value.columns : getShownColumns(screen.value);
    return { screen: { ...screen.value, columns }, page: page.value };
  }
  const ofScreen = screen.ok ? [] : screen.error.map(({ parameter, message }) => ({ at: parameter, message }));
  if (!isKnownSet && !ofScreen.some(({ at }) => at === urlKeys.set)) {
    const known = columnSets.map(({ id }) => id).join(", ");
    ofScreen.push({ at: urlKeys.set, message: `There is no column set "${set}". Known sets: ${known}.` });
  }
  const named = new Set(ofScreen.map(({ at }) => at));
  throw buildParameterError([...ofScreen, ...(page.ok ? [] : page.error.filter(({ at }) => !named.has(at)))]);
}
