import { StationPage } from "@/components/station/station-page";
import { requireListener } from "../../require-listener";

type Props = { readonly params: Promise<{ readonly id: string }> };

export default async function Page({ params }: Props) {
  const { id } = await params;
  await requireListener(`/station/${id}`);
  return <StationPage id={decodeURIComponent(id)} />;
}
