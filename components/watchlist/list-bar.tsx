"use client";

import { formatCount } from "#lib/util/number-text";
import { type Sizing, sizings } from "#lib/workbench/portfolio/sizing";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";

/** How many companies of a list have a tag. */
export interface TagCount {
  readonly tag: string;
  readonly count: number;
}

export interface ListBarProps {
  readonly isPortfolio: boolean;
  readonly onPortfolioChange: (isPortfolio: boolean) => void;
  /** Null: the list has no numbers. */
  readonly sizing: Sizing | null;
  readonly onSizingChange: (sizing: Sizing | null) => void;
  /** Those of the list, the most usual first. */
  readonly tags: readonly TagCount[];
  /** The tag that the list is narrowed to; null: all of it. */
  readonly tag: string | null;
  readonly onTagChange: (tag: string | null) => void;
}

const sizingLabels: Readonly<Record<Sizing, string>> = { shares: "Sized by shares", weight: "Sized by weight" };

/** The list as companies or as a portfolio, what its numbers are, and its tags. */
export function ListBar({ isPortfolio, onPortfolioChange, sizing, onSizingChange, ...rest }: ListBarProps) {
  return (
    <div className="flex shrink-0 flex-wrap items-center gap-x-4 gap-y-1.5 border-b bg-surface px-3 py-1.5 md:px-4">
      <span className="flex gap-2">
        <Segmented
          label="Show the list as"
          value={isPortfolio ? "portfolio" : "companies"}
          onValueChange={(value) => onPortfolioChange(value === "portfolio")}
          options={[
            { value: "companies", label: "Companies" },
            { value: "portfolio", label: "Portfolio" },
          ]}
        />
        <Select
          size="sm"
          aria-label="What the numbers of the list are"
          value={sizing ?? ""}
          onChange={({ target: { value } }) => onSizingChange(sizings.find((each) => each === value) ?? null)}
          className="w-auto!"
        >
          <option value="">No sizes</option>
          {sizings.map((each) => (
            <option key={each} value={each}>
              {sizingLabels[each]}
            </option>
          ))}
        </Select>
      </span>
      <TagChips {...rest} />
    </div>
  );
}

function TagChips({ tags, tag, onTagChange }: Pick<ListBarProps, "tags" | "tag" | "onTagChange">) {
  // A tag that nobody has any more can still be let go of.
  const shown = tag === null || tags.some((each) => each.tag === tag) ? tags : [{ tag, count: 0 }, ...tags];
  if (shown.length === 0) return null;
  return (
    <fieldset className="flex max-h-15 min-w-0 flex-wrap items-center gap-1.5 overflow-y-auto">
      <legend className="sr-only">Tags</legend>
      {shown.map((each) => {
        const isChosen = each.tag === tag;
        return (
          <button
            key={each.tag}
            type="button"
            aria-pressed={isChosen}
            title={isChosen ? "Show the whole list" : `Show only what is tagged ${each.tag}`}
            onClick={() => onTagChange(isChosen ? null : each.tag)}
            className="inline-flex h-6 items-center gap-1.5 rounded-ui border border-line-strong bg-surface px-2 text-xs text-ink-muted hover:bg-hover hover:text-ink aria-pressed:border-accent aria-pressed:bg-accent-soft aria-pressed:font-medium aria-pressed:text-accent"
          >
            {each.tag}
            <span className="font-normal">{formatCount(each.count)}</span>
          </button>
        );
      })}
    </fieldset>
  );
}
