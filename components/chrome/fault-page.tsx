"use client";

import Link from "next/link";
import { messages } from "@/components/messages";
import { Button, buttonClass } from "@/components/ui/button";

type FaultPageProps = { readonly onRetry: () => void };

/** A page that could not be shown, with two ways on. */
export function FaultPage({ onRetry }: FaultPageProps) {
  return (
    <main id="main" className="page max-w-2xl py-20">
      <h1 className="text-display">{messages.error.title}</h1>
      <p className="mt-4 text-lead text-ink-2">{messages.error.text}</p>
      <div className="mt-8 flex gap-4">
        <Button look="primary" onClick={onRetry}>
          {messages.error.retry}
        </Button>
        <Link href="/" className={buttonClass("quiet")}>
          {messages.error.home}
        </Link>
      </div>
    </main>
  );
}
