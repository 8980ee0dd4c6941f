import { z } from "zod";
import { namedPolicyAnswerSchema } from "#lib/contract/named-policy";
import { readParameters, route } from "#lib/server/http/route";
import { requireWrittenPolicy } from "#lib/server/service/policy/require-written-policy";

export const dynamic = "force-dynamic";

/** The rules of a named policy, in the form that `--policy FILE.json` reads. Whoever has the slug may read them. */
export const GET = route(
  {
    read: (parameters, { slug }: { slug: string }) => {
      readParameters(parameters, z.strictObject({}));
      return slug;
    },
    answer: namedPolicyAnswerSchema,
  },
  requireWrittenPolicy,
);
