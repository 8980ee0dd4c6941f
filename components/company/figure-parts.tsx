import { ExternalLink } from "lucide-react";
import type { FigureSource } from "#lib/contract/company";
import type { FigureMethod } from "#lib/fact/series/figure";
import { formatWithUnit } from "#lib/metric/format";
import { formatIsoDate } from "#lib/util/date-text";
import { getNumberFormat } from "#lib/util/number-text";
import { joinClasses } from "@/components/ui/class-names";

const methodSentences: Readonly<Partial<Record<FigureMethod, string>>> = {
  reported: "As reported.",
  year_plus_year_to_date: "The fiscal year, plus this year to date, less the same part of the year before.",
  four_quarters: "The sum of four quarters in a row.",
  fourth_quarter: "The fiscal year less its first nine months: a fourth quarter is seldom filed by itself.",
  year_to_date_difference: "The year to date less the year to date one quarter before.",
  derived: "A sum of other figures.",
  inferred: "Concluded from what the filing does and does not contain.",
};

export interface FigurePartsProps {
  readonly source: FigureSource;
  /** What the facts are called, by id. */
  readonly factLabels: Readonly<Record<string, string>>;
  readonly isSample: boolean;
  readonly className?: string;
}

/** The reported figures that a value was made of, each with its filing. */
export function FigureParts({ source, factLabels, isSample, className }: FigurePartsProps) {
  const { method, detail, parts } = source;
  const isSum = parts.length > 1;
  const sentence = method === null ? null : (methodSentences[method] ?? null);
  return (
    <div className={joinClasses("text-xs", className)}>
      {sentence && (isSum || method !== "reported") ? <p className="text-ink-muted">{sentence}</p> : null}
      {detail ? <p className="text-ink-muted">{detail}</p> : null}
      {parts.length > 0 ? (
        <ol className="mt-2 divide-y border-y">
          {parts.map((part) => (
            <li key={`${part.accession} ${part.tag} ${part.start} ${part.end} ${part.sign}`} className="py-2">
              <FigurePart
                part={part}
                label={factLabels[part.fact] ?? part.fact}
                sign={isSum || part.sign < 0 ? part.sign : null}
                isSample={isSample}
              />
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}

type Part = FigureSource["parts"][number];

function FigurePart({
  part,
  label,
  sign,
  isSample,
}: {
  readonly part: Part;
  readonly label: string;
  readonly sign: 1 | -1 | null;
  readonly isSample: boolean;
}) {
  const isSecondHand = part.tag.startsWith("file:");
  return (
    <>
      <div className="flex items-baseline justify-between gap-4">
        <span className="font-medium">{label}</span>
        <span className="text-sm font-medium whitespace-nowrap">
          {sign === null ? null : <span className="mr-1 text-ink-faint">{sign > 0 ? "+" : "−"}</span>}
          {sign !== null && part.value < 0 ? `(${writeAmount(part)})` : writeAmount(part)}
        </span>
      </div>
      <div className="mt-0.5 text-ink-muted">{writePeriod(part)}</div>
      <div className="mt-0.5 flex flex-wrap items-baseline gap-x-3 text-ink-muted">
        {isSecondHand ? <SecondHandOrigin part={part} /> : <FilingOrigin part={part} isSample={isSample} />}
      </div>
      <div className="mt-0.5 font-mono text-2xs break-all text-ink-faint">{part.tag}</div>
    </>
  );
}

function FilingOrigin({ part, isSample }: { readonly part: Part; readonly isSample: boolean }) {
  const { url, form, filed, accession } = part;
  const name = `${form} filed ${formatIsoDate(filed)}`;
  return (
    <>
      {url === null ? (
        <span>
          {name}
          {isSample ? " (fictional)" : ""}
        </span>
      ) : (
        <a href={url} target="_blank" rel="noreferrer" className="link inline-flex min-h-6 items-center gap-1">
          {name}
          <ExternalLink size={12} aria-hidden />
          <span className="sr-only">on EDGAR, in a new tab</span>
        </a>
      )}
      <span className="font-mono text-2xs text-ink-faint">{accession}</span>
    </>
  );
}

function SecondHandOrigin({ part }: { readonly part: Part }) {
  const file = part.accession.replace(/^file:/, "");
  const isAssumed = part.form.endsWith("*");
  return (
    <span>
      Second-hand, from {file}, {isAssumed ? "taken as known from" : "filed"} {formatIsoDate(part.filed)}
      {isAssumed ? " (assumed)" : ""}
    </span>
  );
}

function writeAmount({ value, unit }: Part): string {
  if (unit === "USD") return formatWithUnit(value, "usd", 1);
  if (unit === "shares") return formatWithUnit(value, "shares", 1);
  if (unit === "USD/shares") return formatWithUnit(value, "usd_per_share");
  return unit === "pure" ? formatWithUnit(value, "percent", 1) : `${getNumberFormat(0, 3).format(value)} ${unit}`;
}

function writePeriod({ start, end }: Part): string {
  return start === null ? `As of ${formatIsoDate(end)}` : `${formatIsoDate(start)} to ${formatIsoDate(end)}`;
}
