import { fail, type Result, succeed } from "#lib/util/result";
import type { SourceError } from "./source-error";

export type JsonObject = Readonly<Record<string, unknown>>;

/** True for an object that is neither null nor a list. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function describeDamage(text: string, cause: unknown): SourceError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  const position = /position (\d+)/.exec(detail)?.[1];
  const isCut = /end of JSON|Unterminated/i.test(detail) || (position !== undefined && Number(position) >= text.length);
  // The line says where, and a count of characters nobody can look up.
  const what = detail.replace(/(?: in JSON)? at position \d+.*$/s, "");
  return {
    message: isCut ? "The file is cut off: the JSON ends too early." : `The file is not valid JSON: ${what}.`,
    expected: "one complete JSON object",
    ...(position === undefined ? {} : { line: text.slice(0, Number(position)).split("\n").length }),
  };
}

/** A zero character as JSON writes it: its backslash is not itself escaped. */
const zeroPattern = /(?<!\\)(?:\\\\)*\\u0000/;

/**
 * Reads a JSON document that must be an object. Refuses empty, cut-off and foreign text, and a zero character in a name or
 * text, which no database keeps.
 */
export function readJsonObject(text: string): Result<JsonObject, SourceError> {
  const body = text.startsWith("﻿") ? text.slice(1) : text;
  if (body.trim() === "") return fail({ message: "The file is empty.", expected: "one JSON object" });
  try {
    const value: unknown = JSON.parse(body);
    // A search for a plain text is far faster, and finds nothing in a sound file.
    const zeroAt = body.includes("\\u0000") ? body.search(zeroPattern) : -1;
    if (zeroAt !== -1) {
      const line = body.slice(0, zeroAt).split("\n").length;
      return fail({ message: "The file is damaged: a character is zero (NUL).", line, expected: "one JSON object" });
    }
    if (isJsonObject(value)) return succeed(value);
    return fail({ message: "The JSON is not an object.", at: "$", expected: "one JSON object" });
  } catch (cause) {
    return fail(describeDamage(body, cause));
  }
}
