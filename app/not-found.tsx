import Link from "next/link";
import { getButtonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { SiteFrame } from "./site-frame";

export const metadata = { title: "Not found" };

export default function NotFound() {
  return (
    <SiteFrame>
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
    </SiteFrame>
  );
}
