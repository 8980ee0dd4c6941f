import { memo, type ReactNode } from "react";
import { formatWithUnit } from "#lib/metric/format";
import type { Format } from "#lib/metric/metric";
import { formatCount } from "#lib/util/number-text";
import { type Loosening, sayLoosening } from "#lib/workbench/filter/loosening";
import type { ClauseAdvice } from "#lib/workbench/filter/screen-advice";
import { SensitivityCurve } from "@/components/chart/sensitivity-curve";
import { joinClasses } from "@/components/ui/class-names";

export interface ClauseAdvicePanelProps {
  readonly advice: ClauseAdvice;
  readonly format: Format;
  /** The count of the screen as it is. */
  readonly count: number;
  /** It is about an earlier state of the filter; a new one is on its way. */
  readonly isBehind: boolean;
  readonly onLoosen: (loosening: Loosening) => void;
}

/**
 * What one clause costs, how the result follows its numbers, and what loosening it would give. Drawn anew only with new
 * advice, and not with each step of a slider.
 */
export const ClauseAdvicePanel = memo(function ClauseAdvicePanel(props: ClauseAdvicePanelProps) {
  const { advice, format, count, isBehind, onLoosen } = props;
  const write = (bound: number) => formatWithUnit(Number(bound.toPrecision(3)), format);
  return (
    <div className={joinClasses("mt-2 text-xs transition-opacity", isBehind && "opacity-60")}>
      <dl className="text-ink-muted">
        <Figure name="Pass alone" count={advice.passes} />
        <Figure name="Removes" count={advice.removes} />
        <Figure name="Only it removes" count={advice.removesOnlyIt} isStrong={advice.removesOnlyIt > 0} />
        {advice.unknownOnlyIt > 0 ? (
          <Figure name="of them, as the number is missing" count={advice.unknownOnlyIt} isPart />
        ) : null}
        <Figure name="Unknown" count={advice.unknown} />
      </dl>
      {advice.curves.map((curve) => (
        <SensitivityCurve key={curve.end} curve={curve} write={write} />
      ))}
      {advice.loosenings.length === 0 ? null : (
        <ul className="-mx-1.5 mt-1.5" aria-label={`Loosen ${advice.label}`}>
          {advice.loosenings.map((loosening) => (
            <li key={loosening.text}>
              <button
                type="button"
                disabled={isBehind}
                onClick={() => onLoosen(loosening)}
                className="grid min-h-6 w-full grid-cols-[1fr_auto_3.25rem] items-baseline gap-2 rounded-ui px-1.5 py-1 text-left leading-4 enabled:hover:bg-hover"
              >
                <span className="truncate text-accent">{sayLoosening(loosening)}</span>
                <span className="text-right font-medium">{formatCount(loosening.count)}</span>
                <span className="text-right text-ink-muted">
                  <span className="sr-only">companies, that is </span>+{formatCount(loosening.count - count)}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
});

interface FigureProps {
  readonly name: ReactNode;
  readonly count: number;
  readonly isStrong?: boolean;
  readonly isPart?: boolean;
}

function Figure({ name, count, isStrong = false, isPart = false }: FigureProps) {
  return (
    <div className={joinClasses("flex justify-between gap-2", isPart && "pl-3")}>
      <dt>{name}</dt>
      <dd className={isStrong ? "font-medium text-ink" : undefined}>{formatCount(count)}</dd>
    </div>
  );
}
