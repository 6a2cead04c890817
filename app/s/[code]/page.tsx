import { SharedStation } from "@/components/share/shared-station";
import { SharedFrame } from "../../shared-frame";

type Props = { readonly params: Promise<{ readonly code: string }> };

export default async function SharedPage({ params }: Props) {
  const { code } = await params;
  return <SharedFrame>{(viewer) => <SharedStation code={code} {...viewer} />}</SharedFrame>;
}
