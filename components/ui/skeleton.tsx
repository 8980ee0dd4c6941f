import { joinClasses } from "./class-names";

/** Stands where something still loads, in its final size. */
export function Skeleton({ className }: { readonly className?: string }) {
  return <span aria-hidden className={joinClasses("skeleton block h-4", className)} />;
}
