"use client";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { LateIcon } from "@/components/ui/late-icon";
import type { Pick } from "@/lib/api/schemas";
import type { StationStore } from "./station-store";
import { useSay } from "./use-say";
import { whyMessages } from "./why-messages";
import { showWhy } from "./why-sheet-store";

type SongActionsProps = { readonly station: StationStore; readonly pick: Pick };

/** What else can be said of the song that plays, one tap each, and the way to every number. */
export default function SongActions({ station, pick }: SongActionsProps) {
  const say = useSay(station);
  return (
    <div className="-ml-3 flex flex-wrap">
      <Button look="quiet" className="px-3" onClick={() => void say(pick, "rest")}>
        <Icon name="moon" size={16} />
        {whyMessages.say.rest}
      </Button>
      <Button look="quiet" className="px-3" onClick={() => void say(pick, "never")}>
        <Icon name="close" size={16} />
        {whyMessages.say.never}
      </Button>
      <Button look="quiet" className="px-3" onClick={() => showWhy(pick)}>
        <LateIcon name="info" size={16} />
        {whyMessages.numbers}
      </Button>
    </div>
  );
}
