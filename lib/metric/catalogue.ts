import { altmanMetrics } from "#lib/metric/catalogue/altman";
import { beneishMetrics } from "#lib/metric/catalogue/beneish";
import { cashMetrics } from "#lib/metric/catalogue/cash";
import { debtMetrics } from "#lib/metric/catalogue/debt";
import { earningsMetrics } from "#lib/metric/catalogue/earnings";
import { financialMetrics } from "#lib/metric/catalogue/financials";
import { liquidityMetrics } from "#lib/metric/catalogue/liquidity";
import { ohlsonMetrics } from "#lib/metric/catalogue/ohlson";
import { ownerMetrics } from "#lib/metric/catalogue/owners";
import { piotroskiMetrics } from "#lib/metric/catalogue/piotroski";
import { qualityMetrics, ratingMetrics } from "#lib/metric/catalogue/rating";
import { refinancingMetrics } from "#lib/metric/catalogue/refinancing";
import { returnMetrics } from "#lib/metric/catalogue/returns";
import { routingMetrics } from "#lib/metric/catalogue/routing";
import { valuationMetrics } from "#lib/metric/catalogue/valuation";
import type { Metric } from "./metric";

/** Every metric that needs no scenario and no policy, in the order of the methodology page. */
export const metrics: readonly Metric[] = [
  ...routingMetrics,
  ...earningsMetrics,
  ...debtMetrics,
  ...financialMetrics,
  ...refinancingMetrics,
  ...liquidityMetrics,
  ...cashMetrics,
  ...returnMetrics,
  ...valuationMetrics,
  ...ownerMetrics,
  ...altmanMetrics,
  ...piotroskiMetrics,
  ...beneishMetrics,
  ...ohlsonMetrics,
  ...ratingMetrics,
  ...qualityMetrics,
];
