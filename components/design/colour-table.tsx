"use client";

import { useEffect, useRef, useState } from "react";
import { getNumberFormat } from "#lib/util/number-text";
import { joinClasses } from "@/components/ui/class-names";
import { Table, TableCell, TableFrame, TableHeadCell, TableRow } from "@/components/ui/table";
import { type ColourToken, colourTokens, computeContrast, type Rgb } from "./colour-token";

/** The least contrast of a token, and on which ground that is. */
interface Measured {
  readonly contrast: number;
  readonly on: string;
}

/** Every colour in the theme of the page, with its least contrast as this browser draws it. */
export function ColourTable() {
  const table = useRef<HTMLDivElement>(null);
  const [measured, setMeasured] = useState<ReadonlyMap<string, Measured>>(new Map());
  useEffect(() => {
    const update = () => {
      if (table.current) setMeasured(measure(table.current));
    };
    update();
    const device = matchMedia("(prefers-color-scheme: dark)");
    device.addEventListener("change", update);
    const choice = new MutationObserver(update);
    choice.observe(document.documentElement, { attributeFilter: ["data-theme"] });
    return () => {
      device.removeEventListener("change", update);
      choice.disconnect();
    };
  }, []);
  return (
    <div ref={table}>
      <TableFrame label="Colours">
        <Table className="text-xs">
          <thead>
            <tr>
              <TableHeadCell>Token</TableHeadCell>
              <TableHeadCell>Colour</TableHeadCell>
              <TableHeadCell>For</TableHeadCell>
              <TableHeadCell isNumber>Least contrast</TableHeadCell>
              <TableHeadCell>Where</TableHeadCell>
              <TableHeadCell isNumber>Wanted</TableHeadCell>
            </tr>
          </thead>
          <tbody>
            {colourTokens.map((token) => (
              <ColourRow key={token.name} token={token} measured={measured.get(token.name)} />
            ))}
          </tbody>
        </Table>
      </TableFrame>
    </div>
  );
}

interface ColourRowProps {
  readonly token: ColourToken;
  readonly measured: Measured | undefined;
}

function ColourRow({ token: { name, fill, use, least }, measured }: ColourRowProps) {
  const isTooLow = least !== null && measured !== undefined && measured.contrast < least;
  return (
    <TableRow className="*:align-middle!">
      <th scope="row" className="px-3 py-1.5 text-left font-mono font-normal whitespace-nowrap">
        {name}
      </th>
      <TableCell>
        <span data-colour={name} className={joinClasses("block h-5 w-16 rounded-ui border border-line-strong", fill)} />
      </TableCell>
      <TableCell className="whitespace-nowrap text-ink-muted">{use}</TableCell>
      <TableCell isNumber className="whitespace-nowrap">
        {least === null ? null : measured === undefined ? (
          <span className="invisible">–</span>
        ) : (
          <span data-contrast={isTooLow ? "low" : "enough"} className={isTooLow ? "text-danger" : undefined}>
            {isTooLow ? "too low: " : ""}
            {writeRatio(measured.contrast)}
          </span>
        )}
      </TableCell>
      <TableCell className="min-w-32 whitespace-nowrap text-ink-muted">
        {measured === undefined ? null : `on ${measured.on}`}
      </TableCell>
      <TableCell isNumber className="whitespace-nowrap text-ink-muted">
        {least === null ? null : writeRatio(least)}
      </TableCell>
    </TableRow>
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
  for (const { name, on, least } of colourTokens) {
    const own = read(name);
    if (least === null || own === null) continue;
    for (const ground of on) {
      const other = read(ground);
      const contrast = other === null ? 21 : computeContrast(own, other);
      if (contrast < (measured.get(name)?.contrast ?? 22)) measured.set(name, { contrast, on: ground });
    }
  }
  return measured;
}
