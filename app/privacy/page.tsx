import type { Metadata } from "next";
import { ProsePage, ProseSection } from "@/components/chrome/prose-page";
import { privacy } from "@/components/legal";
import { privacyOfOwnMusic } from "@/components/legal-own-music";
import { messages } from "@/components/messages";
import { getContainer } from "@/lib/server/container";

export const metadata: Metadata = { title: messages.nav.privacy };

export default async function PrivacyPage() {
  const { info } = await getContainer();
  const { ownMusic } = info.capabilities;
  const { title, sections } = ownMusic ? privacyOfOwnMusic : privacy(info.serviceLabel);
  return (
    <ProsePage title={title} serviceLabel={info.serviceLabel} ownMusic={ownMusic}>
      {sections.map((section) => (
        <ProseSection key={section.title} {...section} />
      ))}
    </ProsePage>
  );
}
