"use client";

import { eventMessages } from "@/components/event-messages";
import { Button } from "@/components/ui/button";
import type { EventBody, HostActionBody } from "@/lib/api/events";

type HostGuestsProps = {
  readonly host: NonNullable<EventBody["host"]>;
  readonly open: boolean;
  readonly act: (body: HostActionBody) => void;
};

const words = eventMessages.host;

/** Who said what, by number and never by name, with the door and the way to leave somebody out. */
export function HostGuests({ host, open, act }: HostGuestsProps) {
  return (
    <section aria-labelledby="guests">
      <h2 id="guests" className="text-title">
        {words.guests}
      </h2>
      <label className="flex min-h-11 items-center gap-3">
        <input
          type="checkbox"
          checked={open}
          onChange={(event) => act({ action: event.target.checked ? "open" : "close" })}
          className="size-5 accent-(--amber)"
        />
        {words.door}
      </label>
      {host.guests.length === 0 ? (
        <p className="text-small text-ink-2">{words.nobody}</p>
      ) : (
        <ul className="mt-1 max-h-96 overflow-y-auto border-b border-line">
          {host.guests.map(({ number, loves, votes, blocked }) => (
            <li key={number} className="flex items-center justify-between gap-4 border-t border-line py-1.5">
              <span className="min-w-0">
                <span className="tabular font-medium">{words.guest(number)}</span>
                <span className="block truncate text-small text-ink-2">
                  {blocked ? words.blockedGuest : words.said(loves, votes)}
                </span>
              </span>
              <Button
                look="quiet"
                aria-label={blocked ? words.unblock(number) : words.block(number)}
                className="shrink-0"
                onClick={() => act({ action: blocked ? "unblock" : "block", guest: number })}
              >
                {blocked ? words.unblockShort : words.blockShort}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
