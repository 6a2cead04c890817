import type { Metadata } from "next";
import { EventPage } from "@/components/event/event-page";
import { SharedFrame } from "../../shared-frame";

type Props = { readonly params: Promise<{ readonly code: string }> };

// A code is an invitation, not a page for everybody to find.
export const metadata: Metadata = { robots: { index: false } };

export default async function Page({ params }: Props) {
  const { code } = await params;
  return <SharedFrame>{() => <EventPage code={code} />}</SharedFrame>;
}
