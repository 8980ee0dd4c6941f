"use client";

import { CalendarClock } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { type FormEvent, useState, useTransition } from "react";
import type { AsOfChoices } from "#lib/contract/as-of";
import { formatIsoDate } from "#lib/util/date-text";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Form, SubmitButton } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Popover } from "@/components/ui/popover";
import { buildAsOfHref } from "./as-of-href";

export interface AsOfPickerProps {
  readonly choices: AsOfChoices;
  /** The past day that is shown, as an ISO date; null: the newest data. */
  readonly asOf: string | null;
}

/** Chooses the day as of which the page shows its figures; everything else of the address stays. */
export function AsOfPicker({ choices, asOf }: AsOfPickerProps) {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams();
  const [isOpen, setOpen] = useState(false);
  const [isBuilding, startBuilding] = useTransition();
  const [day, setDay] = useState(asOf ?? "");
  const [error, setError] = useState<string | null>(null);

  const show = (next: string | null) => {
    setOpen(false);
    startBuilding(() => router.push(buildAsOfHref(pathname, search, next)));
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fault = findFault(day, choices);
    setError(fault);
    if (fault === null) show(day === choices.newest ? null : day);
  };
  return (
    <Popover
      label="The day of the figures"
      align="end"
      className="w-80 p-3"
      open={isOpen}
      onOpenChange={(next) => {
        setOpen(next);
        setDay(asOf ?? "");
        setError(null);
      }}
      trigger={
        <Button
          isBusy={isBuilding}
          aria-label={isBuilding ? undefined : asOf === null ? "As of: newest data" : `As of ${formatIsoDate(asOf)}`}
        >
          {isBuilding ? null : <CalendarClock size={14} aria-hidden />}
          <span role="status" className={asOf === null && !isBuilding ? "max-sm:hidden" : undefined}>
            {isBuilding ? "Reading that day…" : asOf === null ? "As of" : formatIsoDate(asOf)}
          </span>
        </Button>
      }
    >
      <Form onSubmit={submit} noValidate>
        <Field
          label="What was known on"
          error={error}
          hint="Only filings, prices and constituents up to that day. A day that nobody asked for before takes some seconds."
        >
          <Input
            type="date"
            value={day}
            min={choices.oldest}
            max={choices.newest}
            onChange={(event) => setDay(event.target.value)}
            className="w-full"
          />
        </Field>
        <div className="mt-2 flex justify-end gap-2">
          {asOf === null ? null : (
            <Button size="sm" onClick={() => show(null)}>
              Newest data
            </Button>
          )}
          <SubmitButton size="sm" variant="primary">
            Show that day
          </SubmitButton>
        </div>
      </Form>
      <Presets title="Days of earlier lists of constituents" days={choices.listDays} asOf={asOf} onChoose={show} />
      <Presets title="Ends of the last quarters" days={choices.quarterEnds} asOf={asOf} onChoose={show} />
    </Popover>
  );
}

interface PresetsProps {
  readonly title: string;
  readonly days: readonly string[];
  readonly asOf: string | null;
  readonly onChoose: (day: string) => void;
}

function Presets({ title, days, asOf, onChoose }: PresetsProps) {
  if (days.length === 0) return null;
  return (
    <div className="mt-3 border-t pt-2">
      <h3 className="text-xs text-ink-muted">{title}</h3>
      <div className="mt-1 grid grid-cols-2 gap-1">
        {days.map((day) => (
          <button
            key={day}
            type="button"
            aria-pressed={day === asOf}
            onClick={() => onChoose(day)}
            className="min-h-7 rounded-ui px-2 text-left text-sm hover:bg-hover aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
          >
            {formatIsoDate(day)}
          </button>
        ))}
      </div>
    </div>
  );
}

function findFault(day: string, { oldest, newest }: AsOfChoices): string | null {
  if (day === "") return "Choose a day.";
  if (day > newest) return `The newest data are of ${formatIsoDate(newest)}.`;
  return day < oldest ? `The oldest filing is of ${formatIsoDate(oldest)}.` : null;
}
