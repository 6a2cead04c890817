import type { Metadata } from "next";
import { messages } from "@/components/messages";
import { sharedMessages } from "@/components/share/shared-messages";
import { SharedStation } from "@/components/share/shared-station";
import { getContainer } from "@/lib/server/container";
import { openShare } from "@/lib/share/shares";
import { SharedFrame } from "../../shared-frame";

type Props = { readonly params: Promise<{ readonly code: string }> };

/** What messengers show beside the picture. */
export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const [{ code }, { shares }] = await Promise.all([params, getContainer()]);
  const payload = await openShare(shares, code).then(
    (share) => share.payload,
    () => undefined,
  );
  const title = payload?.name ?? sharedMessages.goneTitle;
  const description = payload
    ? sharedMessages.describe(payload.style.slice(0, 6).map(({ name }) => name))
    : messages.tagline;
  return {
    title,
    description,
    robots: { index: false },
    openGraph: { title, description, siteName: messages.product, type: "website" },
    twitter: { card: "summary_large_image" },
  };
}

export default async function SharedPage({ params }: Props) {
  const { code } = await params;
  return <SharedFrame>{(viewer) => <SharedStation code={code} {...viewer} />}</SharedFrame>;
}
