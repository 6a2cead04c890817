"use client";

import { useState } from "react";
import { pageMessages } from "@/components/page-messages";
import { Button } from "@/components/ui/button";
import { ServiceMark } from "@/components/ui/service-mark";

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
      {busy ? pageMessages.landing.signingIn : text}
    </Button>
  );
}
