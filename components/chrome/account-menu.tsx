"use client";

import Link from "next/link";
import { useStore } from "zustand";
import { messages } from "@/components/messages";
import { useRadio } from "@/components/station/radio-provider";
import type { Starring } from "@/components/station/starring";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { isAppError } from "@/lib/api/client";

/** The listener's name, the way out, and the way out without a trace. */
export function AccountMenu() {
  const { radio, info } = useRadio();
  const leave = async () => {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/" });
  };
  const disconnect = async () => {
    try {
      const { forgetSharing } = await import("@/lib/api/sharing");
      await forgetSharing();
    } catch (error) {
      // Somebody who is not signed in any more has nothing to withdraw from here.
      if (!isAppError(error, "not_signed_in")) {
        showToast({ text: isAppError(error) ? error.message : messages.nav.disconnectFailed });
        return;
      }
    }
    radio.forget();
    await leave();
  };
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
        className="fixed inset-auto top-16 right-4 m-0 w-72 rounded-panel border border-line-strong bg-raised p-4 text-ink"
      >
        <p className="text-ink-2">{messages.nav.signedInAs(info.listener.name)}</p>
        {radio.starring && <StarringSwitch starring={radio.starring} />}
        <Button className="mt-3 w-full" onClick={leave}>
          {messages.nav.signOut}
        </Button>
        <Button look="quiet" className="mt-2 w-full" onClick={disconnect}>
          {messages.nav.disconnect}
        </Button>
        <p className="mt-1 text-small text-ink-3">{messages.nav.disconnectHint}</p>
      </div>
    </>
  );
}

function StarringSwitch({ starring }: { readonly starring: Starring }) {
  const isOn = useStore(starring.store, (state) => state.on);
  return (
    <label className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 border-y border-line py-3">
      <input
        type="checkbox"
        checked={isOn}
        onChange={(event) => starring.set(event.target.checked)}
        className="mt-1 size-4 accent-amber-fill"
      />
      <span>
        {messages.nav.stars}
        <span className="block text-small text-ink-3">{messages.nav.starsHint}</span>
      </span>
    </label>
  );
}
