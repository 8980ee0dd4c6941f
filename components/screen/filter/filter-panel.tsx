"use client";

import { Plus, Stethoscope } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { MetricSubject } from "#lib/workbench/column/metric-subject";
import type { Clause } from "#lib/workbench/filter/clause";
import type { ClauseView } from "#lib/workbench/filter/clause-view";
import type { Loosening } from "#lib/workbench/filter/loosening";
import type { Advice } from "#lib/workbench/filter/screen-advice";
import type { Workbench } from "#lib/workbench/workbench";
import type { ChangeMode } from "@/components/screen/state/use-screen-url";
import { MetricPicker } from "@/components/search/metric-picker";
import { Button } from "@/components/ui/button";
import { Popover } from "@/components/ui/popover";
import { Skeleton } from "@/components/ui/skeleton";
import { useStable } from "@/components/ui/use-stable";
import { AdviceSummary } from "./advice-summary";
import { ClauseCard } from "./clause-card";

export interface FilterPanelProps {
  /** False where a heading stands above it already. */
  readonly hasHeading?: boolean;
  readonly clauses: readonly ClauseView[];
  /** Null until the data have arrived in the browser. */
  readonly workbench: Workbench | null;
  /** The clauses of the query are not known yet. */
  readonly isBehind: boolean;
  /** The query has an error, so it cannot be shown as clauses. */
  readonly isBroken: boolean;
  readonly onChange: (before: Clause, after: Clause | null, mode: ChangeMode) => void;
  readonly onAdd: (subject: MetricSubject) => void;
  readonly onClear: () => void;
  readonly onEditText: () => void;
  readonly isDoctorOpen: boolean;
  readonly onDoctorChange: (isOpen: boolean) => void;
  /** What the clauses cost; null while nobody asks, and until it is known. */
  readonly advice: Advice | null;
  /** The advice is about an earlier state of the filter. */
  readonly isAdviceBehind: boolean;
  /** What stands below the filters, always in sight. */
  readonly children?: ReactNode;
}

/** The filter as a form: one card a condition; with the doctor open each says what it costs. */
export function FilterPanel({
  hasHeading = true,
  clauses,
  workbench,
  isBehind,
  isBroken,
  onChange,
  onAdd,
  onClear,
  onEditText,
  isDoctorOpen,
  onDoctorChange,
  advice,
  isAdviceBehind,
  children,
}: FilterPanelProps) {
  const loosen = useStable(({ before, after }: Loosening) => onChange(before, after, "push"));
  const shownAdvice = isDoctorOpen && clauses.length > 0 ? advice : null;
  return (
    <div className="flex min-h-0 min-w-0 flex-1 flex-col">
      <div className="flex h-10 shrink-0 items-center justify-between gap-1 border-b px-3">
        {hasHeading ? <h2 className="text-sm">Filters</h2> : <span />}
        <div className="flex gap-0.5">
          {clauses.length > 0 ? (
            <>
              <Button variant="quiet" size="sm" onClick={onClear}>
                Clear
              </Button>
              <Button
                variant="quiet"
                size="sm"
                aria-pressed={isDoctorOpen}
                disabled={workbench === null || isBroken}
                title="What each filter costs, and which to loosen first (d)"
                onClick={() => onDoctorChange(!isDoctorOpen)}
              >
                <Stethoscope size={14} aria-hidden />
                Doctor
              </Button>
            </>
          ) : null}
          <AddFilter workbench={workbench} clauses={clauses} isBroken={isBroken} onAdd={onAdd} />
        </div>
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
        {isBroken ? (
          <p className="p-3 text-sm text-ink-muted">The screen has an error; the filters return when it is mended.</p>
        ) : null}
        {shownAdvice === null || isBroken ? null : (
          <AdviceSummary advice={shownAdvice} isBehind={isAdviceBehind} onLoosen={loosen} />
        )}
        {isBehind ? <Skeleton className="m-3 h-16" /> : null}
        {clauses.length === 0 && !isBroken && !isBehind ? <CommonFilters workbench={workbench} onAdd={onAdd} /> : null}
        <ul>
          {clauses.map((view) => (
            <ClauseCard
              key={view.key}
              view={view}
              scales={workbench?.scales ?? null}
              onChange={(after, mode) => onChange(view.clause, after, mode)}
              onEditText={onEditText}
              advice={shownAdvice}
              isAdviceBehind={isAdviceBehind}
            />
          ))}
        </ul>
      </div>
      {children}
    </div>
  );
}

/** What most screens begin with. */
const commonFilters = [
  "verdict",
  "sector",
  "market_cap",
  "interest_cover",
  "net_debt_to_ebitda",
  "operating_margin",
  "roic",
  "fcf_yield",
  "stressed_cover_low",
] as const;

/** What an empty panel offers: the filters that most screens begin with, one press each. */
function CommonFilters({ workbench, onAdd }: Pick<FilterPanelProps, "workbench" | "onAdd">) {
  return (
    <div className="p-3">
      <p className="text-sm text-pretty text-ink-muted">
        Nothing is filtered: every company is listed. Write a query above, start from a preset, or begin with one of
        these.
      </p>
      <ul className="mt-2 -ml-2">
        {commonFilters.map((id) => {
          const subject = workbench?.subjects.find((entry) => entry.id === id);
          return (
            <li key={id} className="h-7">
              {subject === undefined ? (
                workbench === null ? (
                  <Skeleton className="mx-2 my-1.5 h-3.5 w-36" />
                ) : null
              ) : (
                <Button variant="quiet" size="sm" onClick={() => onAdd(subject)}>
                  <Plus size={13} aria-hidden className="text-ink-faint" />
                  {subject.label}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface AddFilterProps {
  readonly workbench: Workbench | null;
  readonly clauses: readonly ClauseView[];
  readonly isBroken: boolean;
  readonly onAdd: (subject: MetricSubject) => void;
}

function AddFilter({ workbench, clauses, isBroken, onAdd }: AddFilterProps) {
  const [isOpen, setOpen] = useState(false);
  const chosen = new Set(clauses.map((view) => view.head.expression));
  return (
    <Popover
      label="Add a filter"
      align="end"
      open={isOpen}
      onOpenChange={setOpen}
      trigger={
        <Button size="sm" className="ml-1" disabled={workbench === null || isBroken} data-shortcut="add-filter">
          <Plus size={14} aria-hidden />
          Add filter
        </Button>
      }
    >
      {workbench === null ? null : (
        <MetricPicker
          label="Metrics to filter by"
          search={(text) => workbench.searchSubjects(text).filter((subject) => subject.type !== "truth")}
          chosen={chosen}
          onPick={(subject) => {
            setOpen(false);
            onAdd(subject);
          }}
        />
      )}
    </Popover>
  );
}
