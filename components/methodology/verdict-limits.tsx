const limits: readonly (readonly [lead: string, rest: string])[] = [
  [
    "It is no forecast and no advice.",
    "It says what the latest filings show of solvency and earnings quality, not what the price will do. In rallies of low-quality shares, resilient companies lag.",
  ],
  [
    "It knows what was filed, and when.",
    "Figures are those known on the day of the data. What happened since, and what no filing says, is not in it.",
  ],
  [
    "A missing figure is never a pass.",
    "It is not zero, not an average and not left out: the rule that needs it is open, and where that could change the answer the company is not rated.",
  ],
  [
    "Second-hand figures are weaker evidence.",
    "Where no filings are at hand, figures that others derived may stand in. They are marked wherever they appear, and the verdict is provisional.",
  ],
  [
    "Banks and insurers are judged by other rules.",
    "Interest is their raw material, so cover and leverage say nothing of them. Their rate stress is not modelled.",
  ],
  [
    "The floating share of debt is seldom reported in a form that can be read.",
    "Where it decides the verdict, both ends are tried, and a verdict that depends on it is called fragile.",
  ],
  [
    "The index is a proxy.",
    "Its constituents are those of a fund that follows it; the membership list itself is licensed.",
  ],
];

/** What a verdict does not mean, said as plainly as what it means. */
export function VerdictLimits() {
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
