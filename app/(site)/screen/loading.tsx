import { ScreenerSkeleton } from "@/components/screen/screener-skeleton";

export default function ScreenLoading() {
  return <ScreenerSkeleton />;
}
