import { z } from "zod";
import { metricsAnswerSchema } from "#lib/contract/metric";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { listMetrics } from "#lib/server/service/data/list-metrics";

export const dynamic = "force-dynamic";

export const GET = route(
  { read: (parameters) => readViewParameters(parameters, z.strictObject({})), answer: metricsAnswerSchema },
  async ({ policy }) => listMetrics(policy),
);
