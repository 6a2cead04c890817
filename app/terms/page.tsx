import type { Metadata } from "next";
import { ProsePage, ProseSection } from "@/components/chrome/prose-page";
import { terms } from "@/components/legal";
import { messages } from "@/components/messages";
import { getContainer } from "@/lib/server/container";

export const metadata: Metadata = { title: messages.nav.terms };

export default async function TermsPage() {
  const { info } = await getContainer();
  const { title, sections } = terms(info.serviceLabel);
  return (
    <ProsePage title={title} serviceLabel={info.serviceLabel}>
      {sections.map((section) => (
        <ProseSection key={section.title} {...section} />
      ))}
    </ProsePage>
  );
}
