"use client";

import { useState } from "react";
import { eventMessages } from "@/components/event-messages";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LateIcon } from "@/components/ui/late-icon";
import { QrCode } from "@/components/ui/qr-code";

/** The way in for guests: a code to scan and a link to send. */
export function Invitation({ url }: { readonly url: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <section aria-labelledby="invite">
      <h2 id="invite" className="text-title">
        {eventMessages.host.invite}
      </h2>
      <QrCode text={url} label={eventMessages.host.code} className="mt-4 w-full max-w-72" />
      <p className="mt-3 text-small break-all text-ink-2 select-all">{url.replace(/^https?:\/\//, "")}</p>
      <Button className="mt-2" onClick={copy}>
        {copied ? <Icon name="check" size={18} /> : <LateIcon name="copy" size={18} />}
        <span aria-live="polite">{copied ? eventMessages.host.copied : eventMessages.host.copy}</span>
      </Button>
    </section>
  );
}
