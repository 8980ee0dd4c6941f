import type { Verdict } from "#lib/verdict/verdict";

const inks: Readonly<Record<Verdict, string>> = {
  resilient: "text-resilient",
  mixed: "text-mixed",
  weak: "text-weak",
  not_rated: "text-unrated",
};

/** The colour class of a verdict's text. */
export function getVerdictInk(verdict: Verdict): string {
  return inks[verdict];
}

function Shape({ verdict }: { readonly verdict: Verdict }) {
  switch (verdict) {
    case "resilient":
      return <circle cx="6" cy="6" r="4.6" fill="currentColor" />;
    case "mixed":
      return (
        <>
          <path d="M6 1 11 6 6 11 1 6Z" fill="none" stroke="currentColor" strokeWidth="1.5" strokeLinejoin="round" />
          <path d="M6 1 1 6l5 5Z" fill="currentColor" />
        </>
      );
    case "weak":
      return <path d="M0.9 2.2h10.2L6 11Z" fill="currentColor" strokeLinejoin="round" />;
    case "not_rated":
      return (
        <circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.2 2.2" />
      );
  }
}

function HollowShape({ verdict }: { readonly verdict: Verdict }) {
  const line = { fill: "none", stroke: "currentColor", strokeWidth: 1.5, strokeLinejoin: "round" } as const;
  switch (verdict) {
    case "resilient":
      return <circle cx="6" cy="6" r="4.2" {...line} />;
    case "mixed":
      return <path d="M6 1 11 6 6 11 1 6Z" {...line} />;
    case "weak":
      return <path d="M1.7 2.7h8.6L6 10Z" {...line} />;
    case "not_rated":
      return <circle cx="6" cy="6" r="4.2" {...line} strokeDasharray="1 2.4" />;
  }
}

export interface VerdictMarkProps {
  readonly verdict: Verdict;
  readonly size?: number;
  /** By second-hand figures: the shape is hollow. */
  readonly isProvisional?: boolean;
}

/**
 * The shape of a verdict: disc, half-filled diamond, triangle on its point, broken ring; hollow where the verdict is
 * provisional. It says nothing aloud; put
 * the verdict's name beside it or around it.
 */
export function VerdictMark({ verdict, size = 10, isProvisional = false }: VerdictMarkProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 12 12"
      aria-hidden
      className={`inline-block shrink-0 ${inks[verdict]}`}
    >
      {isProvisional ? <HollowShape verdict={verdict} /> : <Shape verdict={verdict} />}
    </svg>
  );
}
