/**
 * Every page and route of the application, by its file in app/, and how a test sees by which policy it judges; or why it
 * judges nobody. A file that is missing here fails a test (S-7), so that a new page cannot forget the policy of its address.
 */
export const policyViews: Readonly<Record<string, PolicyView>> = {
  "(site)/screen/page.tsx": { kind: "page", getPath: () => "/screen", shows: "verdict" },
  "(site)/company/[ticker]/page.tsx": { kind: "page", getPath: ({ ticker }) => `/company/${ticker}`, shows: "verdict" },
  "(site)/watchlists/[id]/page.tsx": { kind: "page", getPath: ({ watchlist }) => watchlist, shows: "verdict" },
  "(site)/watchlists/page.tsx": { kind: "page", getPath: () => "/watchlists", shows: "links" },
  "(site)/watchlists/add/page.tsx": { kind: "none", why: "It asks for a list and judges nobody." },
  "(site)/methodology/page.tsx": { kind: "page", getPath: () => "/methodology", shows: "policy" },
  "(site)/data/page.tsx": { kind: "page", getPath: () => "/data", shows: "policy" },
  "(site)/evidence/page.tsx": {
    kind: "none",
    why: "It shows what the verdicts of every version were worth, beside each other.",
  },
  "(site)/design/page.tsx": { kind: "none", why: "It shows the parts of pages, and no company." },
  "(site)/screens/page.tsx": { kind: "none", why: "Each saved screen is run by the policy of its own address." },
  "(site)/policies/page.tsx": { kind: "none", why: "It lists the policies of a person and judges nobody." },
  "(site)/policies/edit/page.tsx": {
    kind: "none",
    why: "It judges by the rules that are being edited, beside the version that they are made from.",
  },
  "(site)/page.tsx": { kind: "none", why: "It leads to the screener." },
  "(auth)/account/page.tsx": { kind: "none", why: "It shows no company." },
  "(auth)/sign-in/page.tsx": { kind: "none", why: "It shows no company." },
  "(auth)/sign-up/page.tsx": { kind: "none", why: "It shows no company." },
  "api/v1/screen/route.ts": { kind: "route" },
  "api/v1/companies/[ticker]/route.ts": { kind: "route" },
  "api/v1/companies/[ticker]/history/route.ts": { kind: "route" },
  "api/v1/companies/[ticker]/stress/route.ts": { kind: "route" },
  "api/v1/stress/route.ts": { kind: "route" },
  "api/v1/coverage/route.ts": { kind: "route" },
  "api/v1/index/route.ts": { kind: "route" },
  "api/v1/search/route.ts": { kind: "route" },
  "api/v1/metrics/route.ts": { kind: "route" },
  "api/v1/policy/route.ts": { kind: "route" },
  "api/v1/policies/[slug]/route.ts": { kind: "none", why: "It tells the rules of one policy and judges nobody." },
  "api/v1/health/route.ts": { kind: "none", why: "It tells of the server." },
  "api/v1/snapshots/route.ts": { kind: "none", why: "A snapshot holds figures and no verdict." },
  "api/v1/snapshots/[hash]/route.ts": { kind: "none", why: "A snapshot holds figures and no verdict." },
  "api/[[...rest]]/route.ts": { kind: "none", why: "It refuses what there is not." },
  "api/auth/[...nextauth]/route.ts": { kind: "none", why: "It tells of accounts." },
};

/** Where a page of one company or list lies. */
export interface ViewSubject {
  readonly ticker: string;
  /** The path of a watchlist that has the company. */
  readonly watchlist: string;
}

export type PolicyView =
  | {
      readonly kind: "page";
      readonly getPath: (subject: ViewSubject) => string;
      /** `verdict`: of companies; `policy`: the rules or metrics of the policy; `links`: only links to pages that do. */
      readonly shows: "verdict" | "policy" | "links";
    }
  /** Its answer has `policy`, and what it tells is that policy's. */
  | { readonly kind: "route" }
  | { readonly kind: "none"; readonly why: string };
