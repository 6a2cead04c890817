"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { eventMessages } from "@/components/event-messages";
import type { StationStore } from "@/components/station/station-store";
import { Button } from "@/components/ui/button";
import { showToast } from "@/components/ui/toast";
import { createEvent } from "@/lib/api/events";
import { toShareRequest } from "./share-request";

/** Opens an evening with this station, or goes to the one that runs. */
export function EventEntry({ station, name }: { readonly station: StationStore; readonly name: string }) {
  const router = useRouter();
  const open = useMutation({
    mutationFn: () => createEvent(toShareRequest(station, name, true)),
    onSuccess: ({ code }) => router.push(`/e/${code}`),
    onError: (error) => showToast({ text: error.message }),
  });
  return (
    <div className="mt-8 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-t border-line pt-4">
      <p className="min-w-0 flex-1 basis-52 text-small text-ink-2">{eventMessages.openText}</p>
      <Button disabled={open.isPending} onClick={() => open.mutate()}>
        {open.isPending ? eventMessages.opening : eventMessages.open}
      </Button>
    </div>
  );
}
