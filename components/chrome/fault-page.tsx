"use client";

import { faultMessages } from "@/components/fault-messages";
import { Button, buttonClass } from "@/components/ui/button";

type FaultPageProps = { readonly onRetry: () => void };

/** A page that could not be shown, with two ways on. */
export function FaultPage({ onRetry }: FaultPageProps) {
  return (
    <main id="main" className="page py-20">
      <div className="max-w-2xl">
        <h1 className="text-display">{faultMessages.title}</h1>
        <p className="mt-4 text-lead text-ink-2">{faultMessages.text}</p>
        <div className="mt-8 flex gap-4">
          <Button look="primary" onClick={onRetry}>
            {faultMessages.retry}
          </Button>
          {/* A full load, not a client-side one: whatever is broken in this page stays behind. */}
          <a href="/" className={buttonClass("quiet")}>
            {faultMessages.home}
          </a>
        </div>
      </div>
    </main>
  );
}
