import type { MetadataRoute } from "next";

/**
 * Nothing is for search engines: an installation is its firm's, each screen is an address of its own, without end, and a
 * past day takes seconds to build.
 */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: "*", disallow: "/" } };
}
