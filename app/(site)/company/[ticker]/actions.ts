"use server";

import { z } from "zod";
import type { ActionResult } from "#lib/contract/action-result";
import type { FigureSource } from "#lib/contract/company";
import { policyChoiceSchema } from "#lib/contract/policy";
import type { ExpressionAnswer, FigureAnswer } from "#lib/contract/trace";
import { tickerSchema } from "#lib/contract/watchlist";
import { findFact } from "#lib/fact/definition/catalogue";
import { runAction } from "#lib/server/http/action";
import { explainFigure } from "#lib/server/service/company/explain-figure";
import { explainStatementFigure } from "#lib/server/service/company/explain-statement-figure";
import { buildTraceView } from "#lib/verdict/trace-view";

const targetSchema = z.strictObject({
  ticker: tickerSchema,
  snapshot: z.string().regex(/^[0-9a-f]{64}$/, { error: "This is not the hash of a snapshot." }),
});

const expressionSchema = targetSchema.extend({
  expression: z.string().trim().min(1).max(4000),
  policy: policyChoiceSchema.nullable(),
});

export async function explainExpressionAction(input: unknown): Promise<ActionResult<ExpressionAnswer>> {
  return runAction(expressionSchema, input, async ({ ticker, snapshot, expression, policy }) => {
    const report = await explainFigure(ticker, expression, { hash: snapshot, policy });
    const { trace, sources } = report;
    return {
      view: buildTraceView(trace, report.policy),
      sources: sources ?? {},
      factLabels: labelFacts(Object.values(sources ?? {})),
    };
  });
}

const figureSchema = targetSchema.extend({
  fact: z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, { error: "This is not a fact." }),
  period: z.enum(["latest", "year", "quarter"]),
  end: z.iso.date().nullable(),
});

export async function explainFigureAction(input: unknown): Promise<ActionResult<FigureAnswer>> {
  return runAction(figureSchema, input, async (key) => {
    const { value, missing, source } = await explainStatementFigure(key);
    return { value, missing, source, factLabels: labelFacts([source]) };
  });
}

function labelFacts(sources: readonly FigureSource[]): Readonly<Record<string, string>> {
  const facts = new Set(sources.flatMap(({ parts }) => parts.map(({ fact }) => fact)));
  return Object.fromEntries([...facts].map((fact) => [fact, findFact(fact)?.label ?? fact]));
}
