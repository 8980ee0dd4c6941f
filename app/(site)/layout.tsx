import type { ReactNode } from "react";
import { SiteFrame } from "../site-frame";

export default function SiteLayout({ children }: { readonly children: ReactNode }) {
  return <SiteFrame>{children}</SiteFrame>;
}
