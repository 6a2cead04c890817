"use client";

import Link from "next/link";
import { useId, useState } from "react";
import { useStore } from "zustand";
import { hasMediaKeys, setMediaKeys } from "@/components/player/media-keys";
import { useRadio } from "@/components/station/radio-provider";
import type { Starring } from "@/components/station/starring";
import { MemoryFileButtons } from "@/components/sync/memory-file-buttons";
import { isSyncOn, setSyncOn } from "@/components/sync/sync-setting";
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
    const { id } = info.listener;
    const wasOn = isSyncOn(id, localStorage);
    // Nothing may be sent to the server again while it deletes.
    setSyncOn(id, localStorage, false);
    try {
      await forgetAll(radio);
    } catch (error) {
      setSyncOn(id, localStorage, wasOn);
      showToast({ text: isAppError(error) ? error.message : accountMessages.disconnectFailed });
    }
  };
  return (
    <>
      <p className="text-ink-2">{accountMessages.signedInAs(info.listener.name)}</p>
      <SyncSwitch listenerId={info.listener.id} />
      {radio.starring && <StarringSwitch starring={radio.starring} own={info.capabilities.ownMusic} />}
      {info.capabilities.player === "device" && <MediaKeysSwitch />}
      <MemoryFileButtons />
      {!info.capabilities.ownMusic && (
        <Link
          href="/budget"
          prefetch={false}
          className="mt-3 flex min-h-11 items-center border-t border-line text-ink-2 hover:text-ink"
        >
          {accountMessages.budget(info.serviceLabel)}
        </Link>
      )}
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

function StarringSwitch({ starring, own }: { readonly starring: Starring; readonly own: boolean }) {
  const isOn = useStore(starring.store, (state) => state.on);
  return (
    <Switch
      label={own ? accountMessages.stars : accountMessages.likedSongs}
      hint={own ? accountMessages.starsHint : accountMessages.likedSongsHint}
      on={isOn}
      onChange={starring.set}
    />
  );
}

function MediaKeysSwitch() {
  const [isOn, setOn] = useState(() => hasMediaKeys(localStorage));
  const change = (on: boolean) => {
    setMediaKeys(localStorage, on);
    setOn(on);
  };
  return (
    <Switch
      label={accountMessages.mediaKeys}
      hint={accountMessages.mediaKeysHint}
      on={isOn}
      onChange={change}
    />
  );
}

function SyncSwitch({ listenerId }: { readonly listenerId: string }) {
  const [isOn, setOn] = useState(() => isSyncOn(listenerId, localStorage));
  const change = (on: boolean) => {
    setSyncOn(listenerId, localStorage, on);
    setOn(on);
  };
  return <Switch label={accountMessages.sync} hint={accountMessages.syncHint} on={isOn} onChange={change} />;
}

type SwitchProps = {
  readonly label: string;
  readonly hint: string;
  readonly on: boolean;
  readonly onChange: (on: boolean) => void;
};

function Switch({ label, hint, on, onChange }: SwitchProps) {
  const id = useId();
  return (
    <label className="mt-3 grid grid-cols-[auto_1fr] gap-x-3 border-t border-line pt-3">
      <input
        type="checkbox"
        checked={on}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.checked)}
        className="mt-1 size-4 accent-amber-fill"
      />
      <span>
        <span id={`${id}-label`}>{label}</span>
        <span id={`${id}-hint`} className="block text-small text-ink-3">
          {hint}
        </span>
      </span>
    </label>
  );
}
