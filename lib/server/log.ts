import "server-only";
import pino from "pino";
import { getEnvironment } from "./env";

let logger: pino.Logger | undefined;

/** The process's logger: one JSON line an event on standard output. */
export function getLogger(): pino.Logger {
  logger ??= pino({ name: "ballast", level: getEnvironment().logLevel });
  return logger;
}
