"use client";

import { useStore } from "zustand";
import { useRadio } from "@/components/station/radio-provider";
import type { Starring } from "@/components/station/starring";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { isAppError } from "@/lib/api/client";
import { accountMessages } from "./account-messages";

/** What the account menu holds once it is open: who listens, the way out, and the way out without a trace. */
export default function AccountPanel() {
  const { radio, info } = useRadio();
  const leave = async () => {
    const { signOut } = await import("next-auth/react");
    await signOut({ callbackUrl: "/" });
  };
  const disconnect = async () => {
    const { disconnect: forgetAll } = await import("./disconnect");
    try {
      await forgetAll(radio);
    } catch (error) {
      showToast({ text: isAppError(error) ? error.message : accountMessages.disconnectFailed });
    }
  };
  return (
    <>
      <p className="text-ink-2">{accountMessages.signedInAs(info.listener.name)}</p>
      {radio.starring && <StarringSwitch starring={radio.starring} />}
      <Button className="mt-3 w-full" onClick={leave}>
        {accountMessages.signOut}
      </Button>
      <Button look="quiet" className="mt-2 w-full" onClick={disconnect}>
        {accountMessages.disconnect}
      </Button>
      <p className="mt-1 text-small text-ink-3">{accountMessages.disconnectHint}</p>
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
        {accountMessages.stars}
        <span className="block text-small text-ink-3">{accountMessages.starsHint}</span>
      </span>
    </label>
  );
}
