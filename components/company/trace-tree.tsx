import { ChevronRight } from "lucide-react";
import type { FigureSource } from "#lib/contract/company";
import type { TraceView } from "#lib/verdict/trace-view";
import { FigureParts } from "./figure-parts";

export interface TraceTreeProps {
  readonly view: TraceView;
  readonly sources: Readonly<Record<string, FigureSource>>;
  readonly factLabels: Readonly<Record<string, string>>;
  readonly isSample: boolean;
}

/** A value, how it was calculated, and each of its inputs to open in turn. */
export function TraceTree({ view, ...context }: TraceTreeProps) {
  return (
    <div>
      <p className="text-xl font-semibold">
        {view.missing === null ? (
          view.value
        ) : (
          <span className="text-base font-normal text-ink-muted">{view.missing}</span>
        )}
      </p>
      <Workings view={view} {...context} />
      {view.inputs.length > 0 ? (
        <ul className="mt-4 border-t">
          {view.inputs.map((input) => (
            <Branch key={input.label + (input.columnId ?? "")} view={input} {...context} depth={0} />
          ))}
        </ul>
      ) : null}
    </div>
  );
}

/** Where columns come from that no filing gives. */
const otherOrigins: Readonly<Record<string, string>> = {
  price: "From the fund's holdings file, or the month-end price file where that is newer.",
  weight: "From the fund's holdings file.",
  sector: "From the fund's holdings file.",
  exchange: "From the fund's holdings file.",
  sic: "From EDGAR's register of filers.",
  industry: "The SEC's name for the SIC code.",
  cik: "From EDGAR's map of tickers.",
  market_cap_quoted: "From the price file, at the end of a month.",
  base_rate: "From the rate file.",
  data_gap: "Why the company has no figures at all.",
  data_source: "Which source the company's figures were taken from.",
};

function Workings({ view, sources, factLabels, isSample }: TraceTreeProps) {
  const source = view.columnId === null ? undefined : sources[view.columnId];
  const origin = view.columnId === null || source ? undefined : otherOrigins[view.columnId];
  return (
    <>
      {view.equation ? <p className="mt-1 text-sm text-pretty">= {view.equation}</p> : null}
      {view.note ? <p className="mt-1 text-xs text-ink-muted">{view.note}.</p> : null}
      {view.formula ? (
        <p className="mt-2 rounded-ui bg-sunken px-2 py-1 font-mono text-2xs break-words text-ink-muted">
          {view.formula}
        </p>
      ) : null}
      {source ? <FigureParts source={source} factLabels={factLabels} isSample={isSample} className="mt-2" /> : null}
      {origin ? <p className="mt-1 text-xs text-ink-muted">{origin}</p> : null}
    </>
  );
}

/** Deeper than this the branches stay closed until they are asked for. */
const openDepth = 1;

function Branch({ view, depth, ...context }: TraceTreeProps & { readonly depth: number }) {
  const { label, value, missing, columnId, inputs, equation } = view;
  const canOpen = inputs.length > 0 || equation !== null || columnId !== null;
  const head = (
    <>
      <span className="min-w-0 flex-1 text-sm">{label}</span>
      <span className="text-right text-sm font-medium whitespace-nowrap" title={missing ?? undefined}>
        {value}
        {missing ? <span className="sr-only"> {missing}</span> : null}
      </span>
    </>
  );
  if (!canOpen) return <li className="flex items-baseline gap-2 border-b py-1.5 pl-5">{head}</li>;
  return (
    <li className="border-b">
      <details open={depth < openDepth && inputs.length + (columnId ? 1 : 0) > 0 && isShort(view, context.sources)}>
        <summary className="flex min-h-7 list-none items-baseline gap-1.5 rounded-ui py-1 hover:bg-hover/60 [&::-webkit-details-marker]:hidden">
          <ChevronRight
            size={14}
            aria-hidden
            className="shrink-0 self-center text-ink-faint transition-transform duration-100 [[open]>summary>&]:rotate-90"
          />
          {head}
        </summary>
        <div className="pb-2 pl-5">
          <Workings view={view} {...context} />
          {inputs.length > 0 ? (
            <ul className="mt-2 border-t">
              {inputs.map((input) => (
                <Branch key={input.label + (input.columnId ?? "")} view={input} {...context} depth={depth + 1} />
              ))}
            </ul>
          ) : null}
        </div>
      </details>
    </li>
  );
}

/** A branch that opens by itself must not push its neighbours out of sight. */
function isShort(view: TraceView, sources: TraceTreeProps["sources"]): boolean {
  const parts = view.columnId === null ? 0 : (sources[view.columnId]?.parts.length ?? 0);
  return parts + view.inputs.length <= 3;
}
