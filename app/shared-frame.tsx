import Link from "next/link";
import type { ReactNode } from "react";
import { Footer } from "@/components/chrome/footer";
import { Header } from "@/components/chrome/header";
import { messages } from "@/components/messages";
import type { Viewer } from "@/components/share/taste-page";
import { MiniPlayer } from "@/components/station/mini-player";
import { RadioProvider } from "@/components/station/radio-provider";
import { getContainer } from "@/lib/server/container";

type SharedFrameProps = {
  readonly children: (viewer: Viewer) => ReactNode;
};

/** The page around what was shared: anybody may look, and who is signed in keeps the radio. */
export async function SharedFrame({ children }: SharedFrameProps) {
  const { info, auth } = await getContainer();
  const { serviceLabel, capabilities } = info;
  const signIn = { way: capabilities.signIn, provider: info.musicService, serviceLabel };
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
        {children({ signIn, isSignedIn: listener !== undefined })}
      </main>
      <Footer serviceLabel={serviceLabel} ownMusic={capabilities.ownMusic} />
    </>
  );
  if (!listener) return page;
  return (
    <RadioProvider info={{ ...info, listener }}>
      {page}
      <MiniPlayer />
    </RadioProvider>
  );
}
