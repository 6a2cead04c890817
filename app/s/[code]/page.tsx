import Link from "next/link";
import { Footer } from "@/components/chrome/footer";
import { Header } from "@/components/chrome/header";
import { messages } from "@/components/messages";
import { SharedStation } from "@/components/share/shared-station";
import { MiniPlayer } from "@/components/station/mini-player";
import { RadioProvider } from "@/components/station/radio-provider";
import { getContainer } from "@/lib/server/container";

type Props = { readonly params: Promise<{ readonly code: string }> };

export default async function SharedPage({ params }: Props) {
  const [{ info, auth }, { code }] = await Promise.all([getContainer(), params]);
  const listener = await auth.readListener();
  const page = (
    <>
      <Header>
        {listener && (
          <Link href="/stations" className="inline-flex min-h-11 items-center px-3 text-ink-2 hover:text-ink">
            {messages.nav.stations}
          </Link>
        )}
      </Header>
      <main id="main" className="flex-1">
        <SharedStation code={code} serviceLabel={info.serviceLabel} isSignedIn={listener !== undefined} />
      </main>
      <Footer serviceLabel={info.serviceLabel} />
    </>
  );
  if (!listener) return page;
  return (
    <RadioProvider info={{ serviceLabel: info.serviceLabel, sdkUrl: info.sdkUrl, listener }}>
      {page}
      <MiniPlayer />
    </RadioProvider>
  );
}
