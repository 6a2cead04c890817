import type { Metadata } from "next";
import { ProsePage, ProseSection } from "@/components/chrome/prose-page";
import { terms } from "@/components/legal";
import { termsOfOwnMusic } from "@/components/legal-own-music";
import { messages } from "@/components/messages";
import { getContainer } from "@/lib/server/container";

export const metadata: Metadata = { title: messages.nav.terms };

export default async function TermsPage() {
  const { info } = await getContainer();
  const { ownMusic } = info.capabilities;
  const { title, sections } = ownMusic ? termsOfOwnMusic : terms(info.serviceLabel);
  return (
    <ProsePage title={title} serviceLabel={info.serviceLabel} ownMusic={ownMusic}>
      {sections.map((section) => (
        <ProseSection key={section.title} {...section} />
      ))}
    </ProsePage>
  );
}
