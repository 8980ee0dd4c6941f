import { z } from "zod";
import { healthAnswerSchema } from "@/lib/api/health-contract";
import { readParameters, route } from "@/lib/server/http/route";
import { getHealth } from "@/lib/server/service/get-health";

export const dynamic = "force-dynamic";

export const GET = route(
  {
    read: (parameters) => readParameters(parameters, z.strictObject({})),
    answer: healthAnswerSchema,
    getStatus: (answer) => (answer.status === "ok" ? 200 : 503),
  },
  getHealth,
);
