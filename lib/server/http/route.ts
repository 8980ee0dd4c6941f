import "server-only";
import { randomUUID } from "node:crypto";
import type { z } from "zod";
import { AppError, type ErrorPlace } from "#lib/contract/app-error";
import { fail, type Result, succeed } from "#lib/util/result";
import type { DirectAnswer } from "./front-door.mjs";
import { buildProblemResponse } from "./problem-response";

/** What a handler learns of its request besides the parsed input. */
export interface RouteContext {
  readonly request: Request;
  readonly requestId: string;
}

/** How a route reads its request and what it may answer. */
export interface RouteContract<Input, Schema extends z.ZodType, Path> {
  /** Turns the address into the input. Throws AppError("invalid_request") for what cannot be read. */
  readonly read: (parameters: URLSearchParams, path: Path) => Input;
  readonly answer: Schema;
  /** The status of a good answer; 200 when absent. */
  readonly getStatus?: (answer: z.output<Schema>) => number;
  /** The `cache-control` of a good answer; `no-store` when absent. */
  readonly cacheControl?: string;
}

/**
 * A JSON route: reads the input, runs one use case, and lets only what the answer's schema declares leave. Refusals
 * become problem documents with their status; anything else is logged and answered as `internal`.
 */
export function route<Input, Schema extends z.ZodType, Path extends Record<string, string> = Record<string, string>>(
  contract: RouteContract<Input, Schema, Path>,
  run: (input: Input, context: RouteContext) => Promise<z.input<Schema>>,
): (request: Request, context: { params: Promise<Path> }) => Promise<Response> {
  return handle(contract.read, async (input, context) => {
    const answer = contract.answer.parse(await run(input, context));
    return Response.json(answer, {
      status: contract.getStatus?.(answer) ?? 200,
      headers: { "cache-control": contract.cacheControl ?? "no-store", "x-request-id": context.requestId },
    });
  });
}

/**
 * A route whose use case writes the JSON itself, field by field, so that only what it names can leave: for answers of
 * many rows, where a schema costs more than the work. A test holds the route to its schema. Never stored.
 */
export function routeWritten<Input, Path extends Record<string, string> = Record<string, string>>(
  read: RouteContract<Input, z.ZodType, Path>["read"],
  write: (input: Input, context: RouteContext) => Promise<string>,
): (request: Request, context: { params: Promise<Path> }) => Promise<Response> {
  return handle(read, async (input, context) => {
    return new Response(await write(input, context), {
      headers: {
        "content-type": "application/json",
        "cache-control": "no-store",
        "x-request-id": context.requestId,
      },
    });
  });
}

/** A route whose answer is the one that the front door gives without it, bytes and all. */
export function routeDirect<Path extends Record<string, string> = Record<string, string>>(
  answer: (request: Request, path: Path, requestId: string) => Promise<DirectAnswer>,
): (request: Request, context: { params: Promise<Path> }) => Promise<Response> {
  return async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const { status, headers, body } = await answer(request, await params, requestId);
      return new Response(body, { status, headers });
    } catch (error) {
      return buildProblemResponse(error, requestId);
    }
  };
}

function handle<Input, Path>(
  read: (parameters: URLSearchParams, path: Path) => Input,
  answer: (input: Input, context: RouteContext) => Promise<Response>,
): (request: Request, context: { params: Promise<Path> }) => Promise<Response> {
  return async (request, { params }) => {
    const requestId = randomUUID();
    try {
      const input = read(new URL(request.url).searchParams, await params);
      return await answer(input, { request, requestId });
    } catch (error) {
      return buildProblemResponse(error, requestId);
    }
  };
}

/** Reads URL parameters with a schema. An unknown or repeated parameter is refused by name. */
export function readParameters<Schema extends z.ZodType>(
  parameters: URLSearchParams,
  schema: Schema,
): z.output<Schema> {
  const read = parseParameters(parameters, schema);
  if (read.ok) return read.value;
  throw buildParameterError(read.error);
}

/** The same, with what is wrong as sentences that name the parameter. */
export function parseParameters<Schema extends z.ZodType>(
  parameters: URLSearchParams,
  schema: Schema,
): Result<z.output<Schema>, readonly ErrorPlace[]> {
  const repeated = [...new Set(parameters.keys())].filter((name) => parameters.getAll(name).length > 1);
  if (repeated.length > 0) {
    return fail(repeated.map((at) => ({ at, message: `The parameter "${at}" is given more than once.` })));
  }
  const parsed = schema.safeParse(Object.fromEntries(parameters));
  if (parsed.success) return succeed(parsed.data);
  return fail(
    parsed.error.issues.flatMap((issue) => {
      if (issue.code === "unrecognized_keys") {
        return issue.keys.map((key) => ({ at: key, message: `Unknown parameter "${key}".` }));
      }
      const at = issue.path.join(".");
      return [{ at, message: `The parameter "${at}" cannot be read: ${issue.message}.` }];
    }),
  );
}

/** The refusal of parameters, with each fault by name. */
export function buildParameterError(places: readonly ErrorPlace[]): AppError {
  return new AppError("invalid_request", places.map(({ message }) => message).join(" "), { places });
}
