import { screenAnswerSchema } from "@/lib/api/screen-contract";
import { readNetworkAddress } from "@/lib/server/auth/network-address";
import { readScreen } from "@/lib/server/http/read-screen";
import { route } from "@/lib/server/http/route";
import { runScreen } from "@/lib/server/service/run-screen";

export const dynamic = "force-dynamic";

export const GET = route({ read: readScreen, answer: screenAnswerSchema }, ({ screen, page }, { request }) =>
  runScreen(screen, page, readNetworkAddress(request.headers)),
);
