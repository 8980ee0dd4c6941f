import type { Value } from "#lib/expr/vector";
import { formatNumber } from "#lib/metric/format";
import { labelText } from "#lib/metric/text-label";
import { verdictIds, whyColumnId } from "#lib/verdict/verdict";
import type { ColumnHead } from "#lib/workbench/column/column-head";
import type { RowIdentity } from "#lib/workbench/column/table-model";
import { MissingMark } from "@/components/layout/missing-mark";
import { VerdictBadge } from "@/components/verdict/verdict-badge";

export interface CellContentProps {
  readonly head: ColumnHead;
  /** Null: the data do not have the company. */
  readonly value: Value | null;
  /** Of the company, what its verdict is drawn by. */
  readonly identity: Pick<RowIdentity, "isProvisional" | "reported">;
}

/** A value as a table shows it; the unit stands in the column's head. */
export function CellContent({ head, value, identity }: CellContentProps) {
  if (value === null) return <span className="text-ink-faint">–</span>;
  switch (value.type) {
    case "missing":
      return <MissingMark reason={value.reason} />;
    case "unknown":
      return (
        <span className="text-ink-faint" title="Unknown: a number it needs is missing">
          <span aria-hidden>?</span>
          <span className="sr-only">Unknown</span>
        </span>
      );
    case "truth":
      return value.value ? "Yes" : "No";
    case "text": {
      const verdict = head.expression === "verdict" ? verdictIds.find((id) => id === value.value) : undefined;
      if (head.expression === whyColumnId) {
        return (
          <span title={value.value} className="text-xs text-ink-muted">
            {value.value}
          </span>
        );
      }
      if (verdict === undefined) return labelText(head.expression, value.value);
      return (
        <VerdictBadge
          verdict={verdict}
          variant="plain"
          isProvisional={identity.isProvisional}
          reported={identity.reported}
        />
      );
    }
    case "number":
      return formatNumber(value.value, head.format);
  }
}
