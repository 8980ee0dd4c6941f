import "server-only";
import type { z } from "zod";
import { AppError } from "../../api/app-error";
import { screenPageSchema } from "../../api/screen-contract";
import type { Screen } from "../../screen/screen";
import { parseScreenUrl } from "../../screen/screen-url";
import { readParameters } from "./route";

const pageParameters = Object.keys(screenPageSchema.shape);

/** Reads a screen and the page of its rows from URL parameters. Throws AppError "invalid_request" naming each fault. */
export function readScreen(parameters: URLSearchParams): {
  readonly screen: Screen;
  readonly page: z.output<typeof screenPageSchema>;
} {
  const screen = parseScreenUrl(parameters, pageParameters);
  if (!screen.ok) {
    const places = screen.error.map(({ parameter, message }) => ({ at: parameter, message }));
    throw new AppError("invalid_request", places.map(({ message }) => message).join(" "), { places });
  }
  const ofPage = new URLSearchParams([...parameters].filter(([name]) => pageParameters.includes(name)));
  return { screen: screen.value, page: readParameters(ofPage, screenPageSchema) };
}
