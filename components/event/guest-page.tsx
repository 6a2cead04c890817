"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { eventMessages } from "@/components/event-messages";
import { ChipField } from "@/components/stations/chip-field";
import { Strip } from "@/components/ui/strip";
import { showToast } from "@/components/ui/toast";
import { isAppError } from "@/lib/api/client";
import { type EventBody, eventOptions, speak } from "@/lib/api/events";
import { completeArtists } from "@/lib/api/making-client";
import { NowLine } from "./now-line";
import { QueueList } from "./queue-list";
import { VoteButtons } from "./vote-buttons";

type GuestPageProps = { readonly code: string; readonly event: EventBody };
type Voice = Parameters<typeof speak>[1];

/** What a guest can do: love artists, and vote on what is coming. */
export function GuestPage({ code, event }: GuestPageProps) {
  const { mine } = event;
  const voice = useVoice(code);
  const setLoves = (loves: readonly string[]) => {
    for (const artist of loves.filter((name) => !mine.loves.includes(name))) voice({ artist, love: true });
    for (const artist of mine.loves.filter((name) => !loves.includes(name))) voice({ artist, love: false });
  };
  return (
    <div className="mt-5 grid gap-x-16 gap-y-8 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div>
        {mine.blocked && (
          <div className="mb-5">
            <Strip>{eventMessages.blocked}</Strip>
          </div>
        )}
        <NowLine artist={event.now} />
        <section aria-labelledby="coming" className="mt-8">
          <h2 id="coming" className="text-title">
            {eventMessages.coming}
          </h2>
          <p className="text-small text-ink-2">{eventMessages.vote}</p>
          <QueueList
            queue={event.queue}
            labelledBy="coming"
            actions={(artist) => (
              <VoteButtons
                artist={artist}
                mine={mine.votes[artist.name]}
                disabled={mine.blocked}
                onVote={(vote) => voice({ artist: artist.name, vote })}
              />
            )}
          />
        </section>
      </div>
      <div>
        <section aria-labelledby="love">
          <h2 id="love" className="text-title">
            {eventMessages.love}
          </h2>
          <p className="mb-3 text-small text-ink-2">{eventMessages.loveHint}</p>
          <ChipField
            label={eventMessages.loveField}
            placeholder={eventMessages.lovePlaceholder}
            chosen={mine.loves}
            onChange={setLoves}
            complete={async (text, signal) =>
              (await completeArtists(text, { signal })).map(({ name, tags }) => ({
                name,
                note: tags.join(", "),
              }))
            }
          />
        </section>
        <Away unbearable={event.unbearable} />
      </div>
    </div>
  );
}

/** Who is kept away for a while. */
export function Away({ unbearable }: Pick<EventBody, "unbearable">) {
  if (unbearable.length === 0) return null;
  return (
    <section aria-labelledby="away" className="mt-10">
      <h2 id="away" className="text-title">
        {eventMessages.away}
      </h2>
      <p className="text-small text-ink-2">{eventMessages.awayText}</p>
      <ul className="mt-2 flex flex-wrap gap-x-5 gap-y-1 text-ink-2">
        {unbearable.map(({ name, down }) => (
          <li key={name}>
            <bdi>{name}</bdi>{" "}
            <span className="tabular text-small text-ink-3">{eventMessages.downs(down)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Says something for this device; it shows at once and is put right by the answer. */
function useVoice(code: string): (voice: Voice) => void {
  const client = useQueryClient();
  const { queryKey } = eventOptions(code);
  const show = (change: (mine: EventBody["mine"]) => EventBody["mine"]) =>
    client.setQueryData(queryKey, (before) => before && { ...before, mine: change(before.mine) });
  const { mutate } = useMutation({
    mutationFn: (voice: Voice) => speak(code, voice),
    // One after the other: the first word makes the guest.
    scope: { id: `voice-${code}` },
    onMutate: (voice) => show((mine) => withVoice(mine, voice)),
    onSuccess: (mine) => show(() => mine),
    onError: (error) => {
      showToast({ text: isAppError(error, "store_unavailable") ? eventMessages.unheard : error.message });
      void client.invalidateQueries({ queryKey });
    },
  });
  return mutate;
}

function withVoice(mine: EventBody["mine"], { artist, love, vote }: Voice): EventBody["mine"] {
  const { [artist]: before, ...others } = mine.votes;
  const value = vote === undefined ? before : vote;
  return {
    ...mine,
    loves:
      love === undefined
        ? mine.loves
        : love
          ? [...mine.loves, artist]
          : mine.loves.filter((name) => name !== artist),
    votes: value ? { ...others, [artist]: value } : others,
  };
}
