import type { Metadata } from "next";
import { listMessages } from "@/components/stations/list-messages";
import { StationList } from "@/components/stations/station-list";

export const metadata: Metadata = { title: listMessages.title };

export default function StationsPage() {
  return <StationList />;
}
