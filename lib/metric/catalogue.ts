import { altmanMetrics } from "./catalogue/altman";
import { beneishMetrics } from "./catalogue/beneish";
import { cashMetrics } from "./catalogue/cash";
import { debtMetrics } from "./catalogue/debt";
import { earningsMetrics } from "./catalogue/earnings";
import { financialMetrics } from "./catalogue/financials";
import { liquidityMetrics } from "./catalogue/liquidity";
import { ohlsonMetrics } from "./catalogue/ohlson";
import { ownerMetrics } from "./catalogue/owners";
import { piotroskiMetrics } from "./catalogue/piotroski";
import { qualityMetrics, ratingMetrics } from "./catalogue/rating";
import { refinancingMetrics } from "./catalogue/refinancing";
import { returnMetrics } from "./catalogue/returns";
import { routingMetrics } from "./catalogue/routing";
import { valuationMetrics } from "./catalogue/valuation";
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
