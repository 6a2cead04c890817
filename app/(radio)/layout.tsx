import dynamic from "next/dynamic";
import type { ReactNode } from "react";
import { AccountMenu } from "@/components/chrome/account-menu";
import { Footer } from "@/components/chrome/footer";
import { Header } from "@/components/chrome/header";
import { MiniPlayer } from "@/components/station/mini-player";
import { RadioProvider } from "@/components/station/radio-provider";
import { nearEndOf } from "@/lib/server/auth/grant";
import { getContainer } from "@/lib/server/container";
import { requireListener } from "./require-listener";

// On a few days of the year only.
const SignInEnding = dynamic(() => import("@/components/chrome/sign-in-ending"));

/** Pages of a signed-in listener. The radio lives here, above them, so that it plays on from page to page. */
export default async function RadioLayout({ children }: { readonly children: ReactNode }) {
  const [{ info, auth }, listener] = await Promise.all([getContainer(), requireListener("/stations")]);
  const grant = await auth.readGrant?.();
  const endsAt = grant && nearEndOf(grant.authorizedAt, Date.now());
  return (
    <RadioProvider info={{ ...info, listener }}>
      <Header home="/stations">
        <AccountMenu />
      </Header>
      {endsAt !== undefined && (
        <SignInEnding endsAt={endsAt} provider={info.musicService} serviceLabel={info.serviceLabel} />
      )}
      <main id="main" className="flex-1">
        {children}
      </main>
      <Footer serviceLabel={info.serviceLabel} ownMusic={info.capabilities.ownMusic} />
      <MiniPlayer />
    </RadioProvider>
  );
}
