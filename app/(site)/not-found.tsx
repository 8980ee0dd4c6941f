import Link from "next/link";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <EmptyState
      className="py-24"
      title="There is nothing at this address"
      actions={
        <Link href="/screen" className={getButtonClass("primary")}>
          To the screener
        </Link>
      }
    >
      The page does not exist, or it belongs to an account that you are not signed in to.
    </EmptyState>
  );
}
