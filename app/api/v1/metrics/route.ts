import { z } from "zod";
import { metricsAnswerSchema } from "#lib/contract/metric";
import { readParameters, route } from "#lib/server/http/route";
import { listMetrics } from "#lib/server/service/data/list-metrics";

export const dynamic = "force-dynamic";

export const GET = route(
  { read: (parameters) => readParameters(parameters, z.strictObject({})), answer: metricsAnswerSchema },
  async () => listMetrics(),
);
