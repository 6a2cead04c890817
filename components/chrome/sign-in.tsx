"use client";

import { useState } from "react";
import { messages } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { ServiceMark } from "@/components/ui/service-mark";

/** Where a listener without a session is sent, and where to go on afterwards. */
export const signInPath = (returnTo: string): string => `/?${new URLSearchParams({ returnTo })}`;

type SignInButtonProps = {
  readonly serviceLabel: string;
  readonly text: string;
  readonly returnTo: string;
};

export function SignInButton({ serviceLabel, text, returnTo }: SignInButtonProps) {
  const [busy, setBusy] = useState(false);
  const onClick = async () => {
    setBusy(true);
    const { signIn } = await import("next-auth/react");
    await signIn("spotify", { callbackUrl: returnTo });
  };
  return (
    <Button look="primary" className="min-h-13 px-6 text-lead" disabled={busy} onClick={onClick}>
      <ServiceMark label={serviceLabel} size={24} />
      {busy ? messages.landing.signingIn : text}
    </Button>
  );
}
