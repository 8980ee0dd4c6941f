import { TriangleAlert } from "lucide-react";
import { EmptyState, type StateProps } from "./empty-state";

/** Something went wrong: says what, and what to do. */
export function ErrorState(props: Omit<StateProps, "icon">) {
  return (
    <div role="alert">
      <EmptyState {...props} icon={<TriangleAlert className="text-danger" />} />
    </div>
  );
}
