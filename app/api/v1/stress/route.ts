import { stressAnswerSchema } from "#lib/contract/stress";
import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readStress } from "#lib/server/http/read-stress";
import { route } from "#lib/server/http/route";
import { answerStress } from "#lib/server/service/screen/answer-stress";

export const dynamic = "force-dynamic";

export const GET = route(
  { read: (parameters) => readStress(parameters), answer: stressAnswerSchema },
  ({ request, page }, context) =>
    answerStress({ ...request, visitor: readNetworkAddress(context.request.headers) }, page),
);
