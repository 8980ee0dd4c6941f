import { readNetworkAddress } from "#lib/server/auth/network-address";
import { readScreen } from "#lib/server/http/read-screen";
import { routeWritten } from "#lib/server/http/route";
import { writeScreenAnswer } from "#lib/server/service/screen/answer-screen";

export const dynamic = "force-dynamic";

export const GET = routeWritten(readScreen, ({ screen, page }, { request }) =>
  writeScreenAnswer(screen, page, readNetworkAddress(request.headers)),
);
