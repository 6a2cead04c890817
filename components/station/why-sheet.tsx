"use client";

import clsx from "clsx";
import { useState } from "react";
import { messages } from "@/components/messages";
import { Button } from "@/components/ui/button";
import { Cover } from "@/components/ui/cover";
import { Dialog } from "@/components/ui/dialog";
import { Icon } from "@/components/ui/icon";
import { ServiceLink } from "@/components/ui/service-mark";
import type { Pick, ReasonBody } from "@/lib/api/schemas";
import { useRadio } from "./radio-provider";
import type { StationStore } from "./station-store";
import { useSay } from "./use-say";
import { reasonColours } from "./why";
import { whyMessages } from "./why-messages";
import { hideWhy } from "./why-sheet-store";
import type { Word } from "./words";

type WhySheetProps = { readonly station: StationStore; readonly pick: Pick };

/** The exact terms of a song's score with the artists behind them, and what can be said of it from there. */
export default function WhySheet({ station, pick }: WhySheetProps) {
  const { info } = useRadio();
  return (
    <Dialog onClose={hideWhy} title={whyMessages.title}>
      <div className="flex items-center gap-4">
        <Cover
          decorative
          url={pick.cover_url}
          title={pick.album ?? pick.title}
          className="size-16 shrink-0"
        />
        <div className="min-w-0 flex-1">
          <p className="font-medium">
            <bdi>{pick.title}</bdi>
          </p>
          <p className="text-ink-2">
            <bdi>{pick.artists.map((artist) => artist.name).join(", ")}</bdi>
          </p>
        </div>
        <ServiceLink iconOnly label={info.serviceLabel} href={pick.url}>
          {messages.station.openTrack(info.serviceLabel)}
        </ServiceLink>
      </div>
      <Actions station={station} pick={pick} />
      <ul className="mt-6 divide-y divide-line border-y border-line">
        {pick.because.map((reason) => (
          <Term key={reason.term} reason={reason} />
        ))}
        <li className="flex items-baseline justify-between gap-4 py-3 font-medium">
          {whyMessages.sum}
          <span className="tabular shrink-0">{whyMessages.points(pick.score)}</span>
        </li>
      </ul>
      <p className="mt-3 text-small text-ink-3">{whyMessages.sumText}</p>
    </Dialog>
  );
}

function Term({ reason }: { readonly reason: ReasonBody }) {
  const { artists, others } = reason;
  return (
    <li className="py-3">
      <p className="flex items-center gap-3 font-medium">
        <span aria-hidden="true" className={clsx("size-2 rounded-full", reasonColours[reason.term])} />
        <span className="flex-1">{whyMessages.terms[reason.term]}</span>
        <span className="tabular shrink-0">{whyMessages.points(reason.share)}</span>
      </p>
      {artists.length > 0 && (
        <ul className="mt-1 pl-5 text-ink-2">
          {artists.map(({ name, share }) => (
            <li key={name} className="flex justify-between gap-4">
              <bdi className="min-w-0">{name}</bdi>
              <span className="tabular shrink-0">{whyMessages.points(share)}</span>
            </li>
          ))}
          {others && (
            <li className="flex justify-between gap-4 text-ink-3">
              {whyMessages.others(others.count)}
              <span className="tabular shrink-0">{whyMessages.points(others.share)}</span>
            </li>
          )}
        </ul>
      )}
    </li>
  );
}

const WORDS = ["more", "less", "rest", "never"] as const satisfies readonly Word[];

function Actions({ station, pick }: WhySheetProps) {
  const say = useSay(station);
  const [everywhere, setEverywhere] = useState(false);
  const act = (word: Word) => {
    hideWhy();
    void say(pick, word, everywhere);
  };
  return (
    <div className="mt-5">
      <fieldset className="flex flex-wrap gap-x-5">
        <legend className="sr-only">{whyMessages.scope}</legend>
        {[false, true].map((all) => (
          <label key={String(all)} className="flex min-h-11 cursor-pointer items-center gap-2">
            <input
              type="radio"
              name="scope"
              checked={everywhere === all}
              onChange={() => setEverywhere(all)}
              className="size-4 accent-(--amber)"
            />
            {all ? whyMessages.everywhere : whyMessages.here}
          </label>
        ))}
      </fieldset>
      <div className="mt-1 grid grid-cols-2 gap-2">
        {WORDS.map((word) => (
          <Button
            key={word}
            onClick={() => act(word)}
            disabled={word === "rest" && everywhere}
            className="justify-start px-3 whitespace-nowrap"
          >
            <Icon name={icons[word]} size={18} />
            {whyMessages.say[word]}
          </Button>
        ))}
      </div>
      <p className="mt-2 text-small text-ink-3">{whyMessages.restHint(pick.artist)}</p>
    </div>
  );
}

const icons = { more: "like", less: "dislike", rest: "moon", never: "close" } as const;
