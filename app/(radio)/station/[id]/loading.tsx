import { StationSkeleton } from "@/components/station/station-skeleton";

export default function Loading() {
  return <StationSkeleton />;
}
