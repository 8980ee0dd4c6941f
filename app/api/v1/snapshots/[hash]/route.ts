import { serveSnapshot } from "@/lib/server/http/serve-snapshot";

export const dynamic = "force-dynamic";

export const GET = serveSnapshot;
