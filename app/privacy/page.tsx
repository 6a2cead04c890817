import type { Metadata } from "next";
import { ProsePage, ProseSection } from "@/components/chrome/prose-page";
import { privacy } from "@/components/legal";
import { messages } from "@/components/messages";
import { getContainer } from "@/lib/server/container";

export const metadata: Metadata = { title: messages.nav.privacy };

export default async function PrivacyPage() {
  const { info } = await getContainer();
  const { title, sections } = privacy(info.serviceLabel);
  return (
    <ProsePage title={title} serviceLabel={info.serviceLabel}>
      {sections.map((section) => (
        <ProseSection key={section.title} {...section} />
      ))}
    </ProsePage>
  );
}
