import "server-only";
import pino from "pino";
import { LineLimit } from "#lib/util/line-limit.mjs";
import { getEnvironment } from "./env";

/** Of one message, in a minute: whoever asks for the same fault again and again fills no disk. */
const linesPerMinute = 100;

let logger: pino.Logger | undefined;

/** The process's logger: one JSON line an event on standard output, of one message a bounded number in a minute. */
export function getLogger(): pino.Logger {
  logger ??= createLogger();
  return logger;
}

/** A logger that writes to a stream, or to standard output. */
export function createLogger(destination?: pino.DestinationStream): pino.Logger {
  const limit = new LineLimit(linesPerMinute);
  const options: pino.LoggerOptions = {
    name: "ballast",
    level: getEnvironment().logLevel,
    hooks: {
      logMethod(args, write) {
        const message = String(args.findLast((part) => typeof part === "string") ?? "");
        const leftOut = limit.admit(message);
        if (leftOut === null) return;
        write.apply(this, args);
        if (leftOut > 0) write.apply(this, [{ leftOut }, `"${message}" was left out ${leftOut} times`]);
      },
    },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}
