import type { KeptEvidence } from "#lib/evidence/kept-evidence";

/** What the evidence does not say, as plainly as what it says. */
export function EvidenceLimits({ evidence }: { readonly evidence: KeptEvidence }) {
  const limits = [
    [
      "The figures are a vendor's, not the filings'.",
      evidence.origins
        .map(
          ({ policy, n, differing }) =>
            `Of ${n} verdicts of version ${policy} on filers, ${differing} differ by what the filings first gave.`,
        )
        .join(" "),
    ],
    [
      "Interest is known net of what cash earns.",
      "Gross interest lies between that and 5% of cash more, and a rule is true only where it is true at both ends.",
    ],
    [
      "Undrawn credit, schedules of repayment, impairments and preferred shares are not in the files.",
      "What the rules say of these was chosen by argument and by today's filers, and is not tested here.",
    ],
    ["Quarters are a quarter of their year before 2020.", "A burn that began in the last quarter is not seen."],
    [
      "The sample is no index.",
      "Companies are taken by size, 530 to 600 a date; banks and insurers are in it with the figures that the vendor has.",
    ],
  ] as const;
  return (
    <ul className="max-w-prose space-y-2 text-sm">
      {limits.map(([lead, rest]) => (
        <li key={lead} className="text-pretty text-ink-muted">
          <strong className="font-medium text-ink">{lead}</strong> {rest}
        </li>
      ))}
    </ul>
  );
}
