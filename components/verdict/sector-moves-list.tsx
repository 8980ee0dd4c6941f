"use client";

import { labelText } from "#lib/metric/text-label";
import { formatCount } from "#lib/util/number-text";
import type { SectorMoves } from "#lib/workbench/verdict-moves";
import { ShareBar } from "@/components/chart/share-bar";

export interface SectorMovesListProps {
  readonly sectors: readonly SectorMoves[];
  /** Shows those of a sector that change; null: those whose sector is not known. */
  readonly onShow: (sector: string | null) => void;
}

/** In which sectors verdicts change, the most first. */
export function SectorMovesList({ sectors, onShow }: SectorMovesListProps) {
  if (sectors.length === 0) return null;
  return (
    <section aria-label="By sector">
      <h3 className="text-sm">By sector</h3>
      <ul className="mt-1">
        {sectors.map(({ sector, total, flipped }) => {
          const name = sector === null ? "Sector not known" : labelText("sector", sector);
          const words = `${formatCount(flipped)} of ${formatCount(total)}`;
          return (
            <li key={sector ?? ""}>
              <button
                type="button"
                onClick={() => onShow(sector)}
                aria-label={`${name}: ${words} change their verdict. Show them.`}
                className="-mx-1 grid min-h-6 w-[calc(100%+0.5rem)] grid-cols-[minmax(0,1fr)_4rem_4.5rem] items-center gap-2 rounded-ui px-1 text-left text-xs hover:bg-hover"
              >
                <span className="truncate">{name}</span>
                <ShareBar
                  parts={[{ id: "moved", share: total === 0 ? 0 : flipped / total, fill: "fill-accent" }]}
                  className="block h-1.5 w-full rounded-ui bg-hover"
                />
                <span className="text-right text-ink-muted">{words}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
