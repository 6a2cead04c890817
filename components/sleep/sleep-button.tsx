"use client";

import { useEffect, useId, useReducer, useState } from "react";
import { useStore } from "zustand";
import type { Radio } from "@/components/station/radio";
import { useRadio } from "@/components/station/radio-provider";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { sleepMessages } from "./sleep-messages";
import { createSleepTimer, type SleepGoal, type SleepTimer } from "./sleep-timer";

const MINUTES = [15, 30, 45, 60];

/** One for a radio: it goes on while the listener looks at other pages. */
const timers = new WeakMap<Radio, SleepTimer>();

function sleepTimerOf(radio: Radio): SleepTimer {
  const known = timers.get(radio);
  if (known) return known;
  const timer = createSleepTimer({ player: radio.player, now: Date.now });
  timers.set(radio, timer);
  return timer;
}

/** Sets the sleep timer, shows what is left of it, and calls it off. */
export function SleepButton() {
  const timer = sleepTimerOf(useRadio().radio);
  const goal = useStore(timer.store, (state) => state.goal);
  const [isOpen, setOpen] = useState(false);
  const id = useId();
  const choose = (next: SleepGoal | undefined) => {
    timer.set(next);
    setOpen(false);
  };
  return (
    <div className="-ml-3 flex flex-wrap items-center">
      <Button
        look="quiet"
        className="px-3 text-small"
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon name="moon" size={15} />
        {goal === undefined ? sleepMessages.title : <Left timer={timer} goal={goal} />}
      </Button>
      <fieldset id={id} aria-label={sleepMessages.title} hidden={!isOpen} className="contents">
        {isOpen && (
          <>
            {MINUTES.map((count) => (
              <Button
                key={count}
                look="quiet"
                className="tabular px-3 text-small"
                onClick={() => choose({ at: Date.now() + count * 60_000 })}
              >
                {sleepMessages.minutes(count)}
              </Button>
            ))}
            <Button look="quiet" className="px-3 text-small" onClick={() => choose("song")}>
              {sleepMessages.song}
            </Button>
            {goal !== undefined && (
              <Button
                look="quiet"
                className="px-3 text-small text-amber-ink"
                onClick={() => choose(undefined)}
              >
                {sleepMessages.off}
              </Button>
            )}
          </>
        )}
      </fieldset>
    </div>
  );
}

function Left({ timer, goal }: { readonly timer: SleepTimer; readonly goal: SleepGoal }) {
  const [, look] = useReducer((count: number) => count + 1, 0);
  useEffect(() => {
    const tick = setInterval(look, 1_000);
    return () => clearInterval(tick);
  }, []);
  const left = timer.leftMs();
  if (left === undefined) return <span>{sleepMessages.atEnd}</span>;
  const clock = toClock(left);
  return (
    <span className="tabular">
      {goal === "song" ? sleepMessages.leftSong(clock) : sleepMessages.leftMinutes(clock)}
    </span>
  );
}

function toClock(ms: number): string {
  const seconds = Math.ceil(ms / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}
