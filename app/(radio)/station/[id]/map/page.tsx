import { StationMapPage } from "@/components/map/station-map-page";
import { requireListener } from "../../../require-listener";

type Props = { readonly params: Promise<{ readonly id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  await requireListener(`/station/${id}/map`);
  return <StationMapPage id={decodeURIComponent(id)} />;
}
