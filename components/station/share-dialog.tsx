"use client";

import { useMutation } from "@tanstack/react-query";
import { useId, useState } from "react";
import { messages } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { Strip } from "@/components/ui/strip";
import { showToast } from "@/components/ui/toast";
import { createShare, revokeShare } from "@/lib/api/client";
import type { StationStore } from "./station-store";

type ShareDialogProps = {
  readonly station: StationStore;
  readonly name: string;
  readonly onClose: () => void;
};

/** Makes a link that carries the station's taste; shows it, copies it, withdraws it. */
export default function ShareDialog({ station, name, onClose }: ShareDialogProps) {
  const [withFeedback, setWithFeedback] = useState(true);
  const make = useMutation({
    mutationFn: () => {
      const { seed } = station.store.getState();
      const { tracks, ...knobs } = station.request();
      return createShare({
        station_id: station.id,
        name,
        ...knobs,
        tracks: withFeedback ? tracks : [],
        ...(seed === undefined ? {} : { seed }),
      });
    },
  });
  return (
    <Dialog onClose={onClose} title={messages.share.title} text={messages.share.text}>
      {make.data ? (
        <MadeLink {...make.data} onRevoked={make.reset} />
      ) : (
        <>
          <label className="flex min-h-11 items-center gap-3">
            <input
              type="checkbox"
              checked={withFeedback}
              onChange={(event) => setWithFeedback(event.target.checked)}
              className="size-5 accent-(--amber)"
            />
            {messages.share.withFeedback}
          </label>
          {make.error && (
            <div className="mt-4">
              <Strip>{make.error.message}</Strip>
            </div>
          )}
          <Button look="primary" className="mt-6" disabled={make.isPending} onClick={() => make.mutate()}>
            {make.isPending ? messages.share.creating : messages.share.create}
          </Button>
        </>
      )}
    </Dialog>
  );
}

type MadeLinkProps = {
  readonly code: string;
  readonly url: string;
  readonly expires_at: number;
  readonly onRevoked: () => void;
};

function MadeLink({ code, url, expires_at, onRevoked }: MadeLinkProps) {
  const [copied, setCopied] = useState(false);
  const field = useId();
  const revoke = useMutation({
    mutationFn: () => revokeShare(code),
    onSuccess: () => {
      showToast({ text: messages.share.revoked });
      onRevoked();
    },
    onError: (error) => showToast({ text: error.message }),
  });
  const copy = async () => {
    await navigator.clipboard.writeText(url);
    setCopied(true);
  };
  return (
    <>
      <label htmlFor={field} className="eyebrow">
        {messages.share.link}
      </label>
      <div className="mt-1 flex gap-2">
        <input
          id={field}
          readOnly
          value={url}
          onFocus={(event) => event.target.select()}
          className="min-h-11 min-w-0 flex-1 rounded-control border border-line-strong bg-sunk px-3 text-ink"
        />
        <Button look="primary" onClick={copy}>
          {copied ? <Icon name="check" size={18} /> : <Icon name="copy" size={18} />}
          <span aria-live="polite">{copied ? messages.share.copied : messages.share.copy}</span>
        </Button>
      </div>
      <p className="mt-3 text-ink-2">
        {messages.share.until(new Date(expires_at).toLocaleDateString([], { dateStyle: "long" }))}
      </p>
      <Button look="quiet" className="mt-4 -ml-4" disabled={revoke.isPending} onClick={() => revoke.mutate()}>
        {messages.share.revoke}
      </Button>
    </>
  );
}
