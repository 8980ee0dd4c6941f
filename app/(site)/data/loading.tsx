import { PageSkeleton } from "@/components/layout/page-skeleton";

export default function DataLoading() {
  return <PageSkeleton />;
}
