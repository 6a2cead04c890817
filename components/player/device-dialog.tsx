"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { useStore } from "zustand";
import { useRadio } from "@/components/station/radio-provider";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { Skeleton } from "@/components/ui/skeleton";
import { showToast } from "@/components/ui/toast";
import { isAppError } from "@/lib/api/client";
import { type DeviceBody, fetchDevices } from "@/lib/api/devices";
import { deviceMessages as words } from "./device-messages";
import { getOutputs } from "./open-device-player";
import type { Output, Outputs } from "./outputs";

type DeviceDialogProps = { readonly onClose: () => void };

/** This browser and the listener's other devices. They are asked for when it opens, and when told to look again. */
export default function DeviceDialog({ onClose }: DeviceDialogProps) {
  const outputs = getOutputs();
  return (
    <Dialog onClose={onClose} title={words.title} text={words.text}>
      {outputs ? <DeviceList outputs={outputs} onClose={onClose} /> : <p>{words.notReady}</p>}
    </Dialog>
  );
}

function DeviceList({ outputs, onClose }: DeviceDialogProps & { readonly outputs: Outputs }) {
  const { info } = useRadio();
  const output = useStore(outputs.store, (state) => state.output);
  const { data, error, isFetching, refetch } = useQuery({
    queryKey: ["devices"],
    queryFn: fetchDevices,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const others = (data ?? []).filter(({ id }) => id !== outputs.ownId());
  const choose = (next: Output | undefined) => {
    outputs.choose(next).catch(() => showToast({ text: words.failed }));
    onClose();
  };
  return (
    <>
      <ul className="-mx-3 space-y-1">
        <DeviceRow name={words.here} isChosen={!output} onChoose={() => choose(undefined)} />
        {others.map((device) => (
          <DeviceRow
            key={device.id}
            name={nameOf(device)}
            detail={detailOf(device)}
            isChosen={output?.id === device.id}
            disabled={!device.controllable}
            onChoose={() => choose({ id: device.id, name: nameOf(device) })}
          />
        ))}
        {isFetching && !data && (
          <li className="px-3 py-2" role="status">
            <span className="sr-only">{words.looking}</span>
            <Skeleton className="h-11" />
          </li>
        )}
      </ul>
      {error ? (
        <DeviceFault error={error} onRetry={() => void refetch()} />
      ) : (
        data && (
          <div className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4">
            <p className="flex-1 basis-60 text-small text-ink-3">
              {others.length === 0 ? words.none(info.serviceLabel) : words.missing(info.serviceLabel)}
            </p>
            <Button disabled={isFetching} onClick={() => void refetch()}>
              {words.again}
            </Button>
          </div>
        )
      )}
    </>
  );
}

type DeviceRowProps = {
  readonly name: string;
  readonly detail?: string | undefined;
  readonly isChosen: boolean;
  readonly disabled?: boolean;
  readonly onChoose: () => void;
};

function DeviceRow({ name, detail, isChosen, disabled, onChoose }: DeviceRowProps) {
  return (
    <li>
      <button
        type="button"
        aria-pressed={isChosen}
        disabled={disabled}
        onClick={onChoose}
        className={clsx(
          "flex min-h-13 w-full items-center gap-3 rounded-control px-3 py-2 text-left hover:bg-raised",
          "disabled:cursor-not-allowed disabled:opacity-50",
          isChosen && "text-amber-ink",
        )}
      >
        <span className="min-w-0 flex-1">
          <bdi className="block break-words">{name}</bdi>
          {detail && <span className="block text-small text-ink-3">{detail}</span>}
        </span>
        {isChosen && <Icon name="check" size={20} />}
      </button>
    </li>
  );
}

/** Where the permission is missing, one click grants it; else the list can be asked for again. */
function DeviceFault({ error, onRetry }: { readonly error: Error; readonly onRetry: () => void }) {
  const { info } = useRadio();
  const mustGrant = isAppError(error, "not_signed_in") && error.details?.grant !== undefined;
  const grant = async () => {
    const { signIn } = await import("next-auth/react");
    await signIn(info.musicService, { callbackUrl: window.location.href });
  };
  return (
    <div
      role="status"
      className="mt-4 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4"
    >
      <p className="flex-1 basis-60 text-ink-2">
        {mustGrant ? words.notAllowed(info.serviceLabel) : isAppError(error) ? error.message : words.failed}
      </p>
      {mustGrant ? (
        <Button onClick={() => void grant()}>{words.allow}</Button>
      ) : (
        <Button onClick={onRetry}>{words.again}</Button>
      )}
    </div>
  );
}

/** A player of ours in another page goes by our name, which says nothing to somebody who looks at this one. */
const nameOf = ({ name }: DeviceBody): string => (name === words.ownName ? words.ownElsewhere : name);

function detailOf({ type, active, controllable }: DeviceBody): string {
  const state = controllable ? active && words.nowPlaying : words.unsteerable;
  return [type, state].filter(Boolean).join(" · ");
}
