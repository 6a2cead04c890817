"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import clsx from "clsx";
import { useId, useState } from "react";
import { eventMessages } from "@/components/event-messages";
import { EventEntry } from "@/components/share/event-entry";
import { setLiveLink } from "@/components/share/live-links";
import { OwnLinks } from "@/components/share/own-links";
import { toShareRequest } from "@/components/share/share-request";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { LateIcon } from "@/components/ui/late-icon";
import { QrCode } from "@/components/ui/qr-code";
import { Strip } from "@/components/ui/strip";
import { showToast } from "@/components/ui/toast";
import { createShare, ownSharesOptions, readTaste, revokeShare } from "@/lib/api/sharing";
import { encodeLink } from "@/lib/share/link";
import { useRadio } from "./radio-provider";
import { shareMessages } from "./share-messages";
import type { StationStore } from "./station-store";

type ShareDialogProps = {
  readonly station: StationStore;
  readonly name: string;
  readonly onClose: () => void;
};

type Form = "short" | "whole" | "broadcast";
type Made = { readonly url: string; readonly code?: string; readonly expires_at?: number };

/** Makes a link that carries the station's taste; shows it, copies it, withdraws it. */
export default function ShareDialog({ station, name, onClose }: ShareDialogProps) {
  const [withFeedback, setWithFeedback] = useState(true);
  const [form, setForm] = useState<Form>("short");
  const [live, setLive] = useState(true);
  const [startsAt, setStartsAt] = useState(localNow);
  const client = useQueryClient();
  const listenerId = useRadio().info.listener.id;
  const make = useMutation({
    mutationFn: async (): Promise<Made> => {
      const body = toShareRequest(station, name, withFeedback);
      if (form === "whole") {
        return { url: `${window.location.origin}/s#${await encodeLink(await readTaste(body))}` };
      }
      if (form === "broadcast") {
        const made = await createShare({ ...body, starts_at: new Date(startsAt).getTime() });
        return { ...made, url: made.url.replace("/s/", "/air/") };
      }
      const made = await createShare({ ...body, live });
      if (live) setLiveLink(listenerId, station.id, made.code, { withFeedback });
      return made;
    },
    onSuccess: () => client.invalidateQueries(ownSharesOptions()),
  });
  return (
    <Dialog onClose={onClose} title={shareMessages.title} text={shareMessages.text}>
      {make.data ? (
        <MadeLink {...make.data} onRevoked={make.reset} />
      ) : (
        <>
          <FormChoice form={form} onChange={setForm} />
          <Switch
            label={shareMessages.withFeedback}
            checked={withFeedback}
            onChange={setWithFeedback}
            className="mt-4"
          />
          {form === "broadcast" && <StartField value={startsAt} onChange={setStartsAt} />}
          {form === "short" && <Switch label={shareMessages.live} checked={live} onChange={setLive} />}
          {make.error && (
            <div className="mt-4">
              <Strip>{make.error.message}</Strip>
            </div>
          )}
          <Button look="primary" className="mt-6" disabled={make.isPending} onClick={() => make.mutate()}>
            {make.isPending ? shareMessages.creating : shareMessages.create}
          </Button>
          <EventEntry station={station} name={name} />
          <OwnLinks stationId={station.id} listenerId={listenerId} />
        </>
      )}
    </Dialog>
  );
}

type SwitchProps = {
  readonly label: string;
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly className?: string;
};

function Switch({ label, checked, onChange, className }: SwitchProps) {
  return (
    <label className={clsx("flex min-h-11 items-center gap-3", className)}>
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-5 shrink-0 accent-(--amber)"
      />
      {label}
    </label>
  );
}

type StartFieldProps = { readonly value: string; readonly onChange: (value: string) => void };

function StartField({ value, onChange }: StartFieldProps) {
  return (
    <label className="mt-2 flex min-h-11 flex-wrap items-center gap-x-3">
      {eventMessages.broadcast.at}
      <input
        type="datetime-local"
        required
        value={value}
        onChange={(event) => event.target.value && onChange(event.target.value)}
        className="tabular min-h-11 rounded-control border border-line-strong bg-raised px-3 text-ink"
      />
    </label>
  );
}

/** This minute, as the field writes it. */
function localNow(): string {
  const now = new Date();
  return new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

const FORMS = [
  { form: "short", label: shareMessages.short, text: shareMessages.shortText },
  { form: "whole", label: shareMessages.whole, text: shareMessages.wholeText },
  { form: "broadcast", label: eventMessages.broadcast.open, text: eventMessages.broadcast.together },
] as const;

function FormChoice({ form, onChange }: { readonly form: Form; readonly onChange: (form: Form) => void }) {
  return (
    <fieldset>
      <legend className="sr-only">{shareMessages.form}</legend>
      {FORMS.map((choice) => (
        <label key={choice.form} className="flex gap-3 border-t border-line py-3 last:border-b">
          <input
            type="radio"
            name="form"
            checked={form === choice.form}
            onChange={() => onChange(choice.form)}
            className="mt-0.5 size-5 shrink-0 accent-(--amber)"
          />
          <span>
            <span className="block font-medium">{choice.label}</span>
            <span className="block text-small text-ink-2">{choice.text}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

type MadeLinkProps = Made & { readonly onRevoked: () => void };

function MadeLink({ code, url, expires_at, onRevoked }: MadeLinkProps) {
  const [copied, setCopied] = useState(false);
  const field = useId();
  const revoke = useMutation({
    mutationFn: revokeShare,
    onSuccess: () => {
      showToast({ text: shareMessages.revoked });
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
        {shareMessages.link}
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
          {copied ? <Icon name="check" size={18} /> : <LateIcon name="copy" size={18} />}
          <span aria-live="polite">{copied ? shareMessages.copied : shareMessages.copy}</span>
        </Button>
      </div>
      <p className="mt-3 text-ink-2">
        {expires_at === undefined
          ? shareMessages.forEver
          : shareMessages.until(new Date(expires_at).toLocaleDateString([], { dateStyle: "long" }))}
      </p>
      {code !== undefined && <QrCode text={url} label={shareMessages.qr} className="mt-4 w-44" />}
      {code !== undefined && (
        <Button
          look="quiet"
          className="mt-4 -ml-4"
          disabled={revoke.isPending}
          onClick={() => revoke.mutate(code)}
        >
          {shareMessages.revoke}
        </Button>
      )}
    </>
  );
}
