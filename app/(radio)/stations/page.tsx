import type { Metadata } from "next";
import { messages } from "@/components/messages";
import { StationList } from "@/components/stations/station-list";

export const metadata: Metadata = { title: messages.stations.title };

export default function StationsPage() {
  return <StationList />;
}
