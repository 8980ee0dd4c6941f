import { joinClasses } from "@/components/ui/class-names";
import { Specimen } from "./specimen";

const sizes = [
  { name: "text-2xl", size: "30 / 36 px", className: "text-2xl" },
  { name: "text-xl", size: "22 / 28 px", className: "text-xl" },
  { name: "text-lg", size: "17 / 24 px", className: "text-lg" },
  { name: "text-base", size: "14 / 22 px", className: "text-base" },
  { name: "text-sm", size: "13 / 20 px", className: "text-sm" },
  { name: "text-xs", size: "12 / 16 px", className: "text-xs" },
  { name: "text-2xs", size: "11 / 16 px", className: "text-2xs" },
] as const;

const spaces = [1, 2, 3, 4, 6, 8, 12, 16] as const;

/** The sizes of text, and how it is set. */
export function TypeSpecimens() {
  return (
    <>
      <Specimen label="Scale" layout="stack">
        <ul>
          {sizes.map(({ name, size, className }) => (
            <li key={name} className="flex flex-wrap items-baseline gap-x-4">
              <span className={joinClasses("min-w-0 truncate", className)}>Covers its interest 4.2 times</span>
              <span className="ml-auto font-mono text-2xs text-ink-faint">
                {name}, {size}
              </span>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen label="Weights">
        <span className="mr-4">Regular 400</span>
        <span className="mr-4 font-medium">Medium 500, labels</span>
        <span className="font-semibold">Semibold 600, headings</span>
      </Specimen>
      <Specimen label="Inks">
        <span className="mr-4">ink</span>
        <span className="mr-4 text-ink-muted">ink-muted</span>
        <span className="mr-4 text-ink-faint">ink-faint</span>
        <a href="#type" className="link mr-4">
          A link to a part
        </a>
        <span className="caption">A caption</span>
      </Specimen>
      <Specimen label="Figures" layout="stack">
        <div className="w-fit text-right">
          <p>1,111.11</p>
          <p>−8,888.88</p>
          <p>n.m.</p>
        </div>
      </Specimen>
      <Specimen label="Code">
        <code className="text-sm">interest_cover {">="} 4</code>
      </Specimen>
    </>
  );
}

/** Steps of space, and the one radius. */
export function SpaceSpecimens() {
  return (
    <>
      <Specimen label="Space" layout="stack">
        <ul className="space-y-1">
          {spaces.map((step) => (
            <li key={step} className="flex items-center gap-3">
              <svg width={64} height={8} aria-hidden className="shrink-0">
                <rect width={step * 4} height={8} className="fill-accent" />
              </svg>
              <span className="font-mono text-2xs text-ink-faint">
                {step}, {step * 4} px
              </span>
            </li>
          ))}
        </ul>
      </Specimen>
      <Specimen label="Radius">
        <span className="size-12 rounded-ui border border-line-strong bg-surface" />
        <span className="font-mono text-2xs text-ink-faint">rounded-ui, 4 px</span>
      </Specimen>
      <Specimen label="Shadow">
        <span className="m-4 size-12 rounded-ui bg-raised shadow-pop" />
        <span className="font-mono text-2xs text-ink-faint">shadow-pop, of what lies over the page</span>
      </Specimen>
    </>
  );
}
