import "server-only";
import type { z } from "zod";
import { screenPageSchema } from "#lib/contract/screen";
import type { Screen } from "#lib/screen/screen";
import { parseScreenUrl } from "#lib/screen/screen-url";
import { buildParameterError, parseParameters } from "./route";

const pageParameters = Object.keys(screenPageSchema.shape);

/** Reads a screen and the page of its rows from URL parameters. Throws AppError "invalid_request" naming each fault. */
export function readScreen(parameters: URLSearchParams): {
  readonly screen: Screen;
  readonly page: z.output<typeof screenPageSchema>;
} {
  const screen = parseScreenUrl(parameters, pageParameters);
  const ofPage = new URLSearchParams([...parameters].filter(([name]) => pageParameters.includes(name)));
  const page = parseParameters(ofPage, screenPageSchema);
  if (screen.ok && page.ok) return { screen: screen.value, page: page.value };
  const ofScreen = screen.ok ? [] : screen.error.map(({ parameter, message }) => ({ at: parameter, message }));
  const named = new Set(ofScreen.map(({ at }) => at));
  throw buildParameterError([...ofScreen, ...(page.ok ? [] : page.error.filter(({ at }) => !named.has(at)))]);
}
