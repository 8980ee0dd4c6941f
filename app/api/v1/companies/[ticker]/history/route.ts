import { z } from "zod";
import { historyAnswerSchema, historyModes, historyQuartersDefault, historyQuartersMax } from "#lib/contract/history";
import { isoDateSchema, snapshotHashSchema } from "#lib/screen/screen";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readViewParameters } from "#lib/server/http/read-view";
import { route } from "#lib/server/http/route";
import { getMetricHistory } from "#lib/server/service/company/get-metric-history";

export const dynamic = "force-dynamic";

const metricsMax = 300;

const querySchema = z.strictObject({
  metrics: z
    .string()
    .default("")
    .transform((text) => text.split(",").flatMap((id) => (id.trim() === "" ? [] : [id.trim()])))
    .pipe(z.array(z.string()).max(metricsMax, { error: `expected at most ${metricsMax} metrics` })),
  mode: z.enum(historyModes, { error: `expected ${historyModes.join(" or ")}` }).default("as_filed"),
  quarters: z
    .string()
    .regex(/^\d{1,9}$/, { error: "expected a whole number" })
    .transform(Number)
    .pipe(
      z
        .int()
        .min(1, { error: "expected at least 1 quarter" })
        .max(historyQuartersMax, { error: `expected at most ${historyQuartersMax} quarters` }),
    )
    .default(historyQuartersDefault),
  asof: z.optional(isoDateSchema),
  snapshot: z.optional(snapshotHashSchema),
});

export const GET = route(
  {
    read: (parameters, { ticker }: { ticker: string }) => ({ ticker, ...readViewParameters(parameters, querySchema) }),
    answer: historyAnswerSchema,
  },
  ({ ticker, metrics, mode, quarters, asof = null, snapshot = null, policy }, { request }) =>
    getMetricHistory(ticker, {
      metricIds: metrics,
      mode,
      quarterCount: quarters,
      asOf: asof,
      hash: snapshot,
      policy,
      visitor: readNetworkAddress(request.headers),
    }),
);
