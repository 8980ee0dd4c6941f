"use client";

import { useEffect, useRef, useState } from "react";
import { getNumberFormat } from "#lib/util/number-text";
import { joinClasses } from "@/components/ui/class-names";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { type ColourToken, colourTokens, computeContrast, type Rgb } from "./colour-token";

const schemes = { light: "scheme-light", dark: "scheme-dark" } as const;

type Scheme = keyof typeof schemes;

/** The least contrast of a token in a theme, and on which ground that is. */
interface Measured {
  readonly contrast: number;
  readonly on: string;
}

/** Every colour in both themes, with its least contrast as this browser draws it. */
export function ColourTable() {
  const table = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState<ReadonlyMap<string, Measured>>(new Map());
  useEffect(() => {
    if (table.current) setMeasured(measure(table.current));
  }, []);
  return (
    <div ref={table}>
      <TableFrame label="Colours">
        <Table className="text-xs">
          <thead>
            <tr>
              <TableHeadCell>Token</TableHeadCell>
              <TableHeadCell>For</TableHeadCell>
              <TableHeadCell>Light</TableHeadCell>
              <TableHeadCell isNumber>Least contrast</TableHeadCell>
              <TableHeadCell>Dark</TableHeadCell>
              <TableHeadCell isNumber>Least contrast</TableHeadCell>
              <TableHeadCell isNumber>Wanted</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {colourTokens.map((token) => (
              <TableRow key={token.name}>
                <th scope="row" className="px-3 py-1.5 text-left font-mono text-2xs font-normal whitespace-nowrap">
                  {token.name}
                </th>
                <TableCell className="whitespace-nowrap text-ink-muted">{token.use}</TableCell>
                {(["light", "dark"] as const).map((scheme) => (
                  <SchemeCells
                    key={scheme}
                    token={token}
                    scheme={scheme}
                    measured={measured.get(`${scheme} ${token.name}`)}
                  />
                ))}
                <TableCell isNumber className="text-ink-muted">
                  {token.least === null ? "" : writeRatio(token.least)}
                </TableCell>
              </TableRow>
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </div>
  );
}

interface SchemeCellsProps {
  readonly token: ColourToken;
  readonly scheme: Scheme;
  readonly measured: Measured | undefined;
}

function SchemeCells({ token: { name, fill, least }, scheme, measured }: SchemeCellsProps) {
  const isTooLow = least !== null && measured !== undefined && measured.contrast < least;
  return (
    <>
      <TableCell>
        <span
          data-colour={`${scheme} ${name}`}
          className={joinClasses("block h-5 w-16 rounded-ui border border-line-strong", schemes[scheme], fill)}
        />
      </TableCell>
      <TableCell isNumber className="min-w-40 whitespace-nowrap">
        {measured === undefined ? (
          <span className="invisible">–</span>
        ) : (
          <span data-contrast={isTooLow ? "low" : "enough"}>
            <span className={isTooLow ? "text-danger" : undefined}>
              {writeRatio(measured.contrast)}
              {isTooLow ? ", too low" : ""}
            </span>
            <span className="text-ink-faint"> on {measured.on}</span>
          </span>
        )}
      </TableCell>
    </>
  );
}

function writeRatio(ratio: number): string {
  return `${getNumberFormat(1, 1).format(Math.floor(ratio * 10) / 10)} : 1`;
}

/** Reads the colours off the page as they are drawn, and compares each with its grounds. */
function measure(table: HTMLElement): ReadonlyMap<string, Measured> {
  const pixel = document.createElement("canvas");
  pixel.width = 1;
  pixel.height = 1;
  const context = pixel.getContext("2d", { willReadFrequently: true });
  const read = (name: string): Rgb | null => {
    const swatch = table.querySelector(`[data-colour="${name}"]`);
    if (swatch === null || context === null) return null;
    context.fillStyle = getComputedStyle(swatch).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  const measured = new Map<string, Measured>();
  for (const scheme of Object.keys(schemes)) {
    for (const { name, on, least } of colourTokens) {
      const own = read(`${scheme} ${name}`);
      if (least === null || own === null) continue;
      for (const ground of on) {
        const other = read(`${scheme} ${ground}`);
        const key = `${scheme} ${name}`;
        const contrast = other === null ? 21 : computeContrast(own, other);
        if (contrast < (measured.get(key)?.contrast ?? 22)) measured.set(key, { contrast, on: ground });
      }
    }
  }
  return measured;
}
