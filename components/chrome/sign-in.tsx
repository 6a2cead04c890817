"use client";

import dynamic from "next/dynamic";
import { useActionState } from "react";
import { pageMessages } from "@/components/page-messages";
import { Button } from "@/components/ui/button";
import { ServiceMark } from "@/components/ui/service-mark";
import type { Capabilities } from "@/lib/api/capabilities";

export type SignInWay = {
  readonly way: Capabilities["signIn"];
  /** Its name for next-auth. */
  readonly provider: string;
  readonly serviceLabel: string;
};

type SignInProps = SignInWay & { readonly text: string; readonly returnTo: string };

// Pages of services that sign in elsewhere do not carry the form.
const PasswordSignIn = dynamic(() => import("./password-sign-in"));

/** The way in: a button to the service's own page, or a form where the service knows names and passwords only. */
export function SignIn({ way, ...props }: SignInProps) {
  return way === "password" ? <PasswordSignIn {...props} /> : <SignInButton {...props} />;
}

/** A form, because one that is submitted before the page's script runs is submitted again when it does. */
function SignInButton({ provider, serviceLabel, text, returnTo }: Omit<SignInProps, "way">) {
  const [, submit, busy] = useActionState(async () => {
    const { signIn } = await import("next-auth/react");
    await signIn(provider, { callbackUrl: returnTo });
  }, undefined);
  return (
    <form action={submit} className="contents">
      <Button type="submit" look="primary" className="min-h-13 px-6 text-lead" disabled={busy}>
        <ServiceMark label={serviceLabel} size={24} />
        {busy ? pageMessages.landing.signingIn : text}
      </Button>
    </form>
  );
}
