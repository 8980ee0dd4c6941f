import type { Node } from "#lib/expr/ast";
import { type CheckedExpr, check } from "#lib/expr/check";
import { parse } from "#lib/expr/parse";
import type { Definition, Scope } from "#lib/expr/scope";
import type { NumberVector, TextVector, VectorSource } from "#lib/expr/vector";
import { missingTextCode } from "#lib/expr/vector";
import { getReasonCode, type MissingReason } from "#lib/util/missing";

export type Cell = number | string | { readonly missing: MissingReason };
export type Row = Readonly<Record<string, Cell>>;

export function buildScope(definitions: readonly Definition[], stressed?: Readonly<Record<string, string>>): Scope {
  const byId = new Map(definitions.map((definition) => [definition.id, definition]));
  return {
    find: (id) => byId.get(id),
    ids: () => [...byId.keys()],
    ...(stressed ? { stressed: new Map(Object.entries(stressed)) } : {}),
  };
}

/** A source of literal rows. A key that a row lacks is a missing not_reported. */
export function buildSource(rows: readonly Row[], textIds: ReadonlySet<string>): VectorSource {
  const ids = new Set(rows.flatMap((row) => Object.keys(row)));
  const vectors = new Map<string, NumberVector | TextVector>();
  for (const id of ids) {
    const cells = rows.map((row) => (Object.hasOwn(row, id) ? row[id] : undefined));
    vectors.set(id, textIds.has(id) ? buildText(cells) : buildNumbers(cells));
  }
  return { rowCount: rows.length, getVector: (id) => vectors.get(id) };
}

export function buildNumbers(cells: readonly (Cell | undefined)[]): NumberVector {
  const values = new Float64Array(cells.length).fill(Number.NaN);
  const reasons = new Uint8Array(cells.length);
  cells.forEach((cell, row) => {
    if (typeof cell === "number") values[row] = cell;
    else reasons[row] = getReasonCode(typeof cell === "object" ? cell.missing : "not_reported");
  });
  return { type: "number", values, reasons };
}

export function buildText(cells: readonly (Cell | undefined)[]): TextVector {
  const dictionary = [...new Set(cells.filter((cell) => typeof cell === "string"))];
  const codes = Uint16Array.from(cells, (cell) =>
    typeof cell === "string" ? dictionary.indexOf(cell) : missingTextCode,
  );
  return { type: "text", codes, dictionary };
}

export function requireNode(text: string): Node {
  const parsed = parse(text);
  if (!parsed.ok) throw new Error(`${text}: ${parsed.error[0]?.message}`);
  return parsed.value;
}

export function requireChecked(text: string, scope: Scope): CheckedExpr {
  const checked = check(requireNode(text), scope);
  if (!checked.ok) throw new Error(`${text}: ${checked.error[0]?.message}`);
  return checked.value;
}
