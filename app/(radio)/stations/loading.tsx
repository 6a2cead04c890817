import { listMessages } from "@/components/stations/list-messages";
import { StationsSkeleton } from "@/components/stations/station-list";

export default function Loading() {
  return (
    <div className="page pt-6">
      <h1 className="text-display">{listMessages.title}</h1>
      <StationsSkeleton />
    </div>
  );
}
