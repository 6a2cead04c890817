"use client";

import Link from "next/link";
import { Suspense, useState } from "react";
import { messages } from "@/components/messages";
import { useRadio } from "@/components/station/radio-provider";
import { late } from "@/components/ui/late";

const AccountPanel = late(() => import("./account-panel"));

/** The listener's name, the way out, and the way out without a trace. */
export function AccountMenu() {
  const { info } = useRadio();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Link
        href="/stations"
        prefetch={false}
        className="inline-flex min-h-11 items-center px-3 text-ink-2 hover:text-ink"
      >
        {messages.nav.stations}
      </Link>
      <button
        type="button"
        popoverTarget="account-menu"
        aria-label={`${messages.nav.account}: ${info.listener.name}`}
        className="inline-grid size-11 place-items-center rounded-full focus-visible:rounded-full"
      >
        <span className="grid size-8 place-items-center rounded-full border border-line-strong text-small font-semibold uppercase">
          {[...info.listener.name][0] ?? "·"}
        </span>
      </button>
      <div
        id="account-menu"
        popover="auto"
        onToggle={(event) => setOpen(event.newState === "open")}
        className="fixed inset-auto top-16 right-4 m-0 w-72 rounded-panel border border-line-strong bg-raised p-4 text-ink"
      >
        <Suspense>{isOpen && <AccountPanel />}</Suspense>
      </div>
    </>
  );
}
