// What a long day has to show, each claim judged from the calls, the songs and the sound.

import { ARTIST_GAP } from "@/lib/core/order";
import { DEVELOPMENT_QUOTAS } from "@/lib/music/spotify/budget";
import type { SentCall } from "./ledger";
import type { LongDay } from "./simulate";

export type Claim = { readonly what: string; readonly holds: boolean; readonly figures: string };

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A pause that a listener would take for the end of the music. */
const LONGEST_SILENCE_MS = 5_000;
const CALLS_AN_HOUR = 12;

export function judge(day: LongDay): Claim[] {
  const silence = longestSilence(day);
  const quota = day.ledger.refusals.filter(({ reason }) => reason === "QUOTA_EXCEEDED").length;
  const gaps = brokenGaps(day);
  const hours = callsAnHour(day);
  const [first = 0, second = 0] = callsADay(day);
  const [spent = 0, spentAgain = 0] = callsADay(day, ({ bucket }) => bucket in DEVELOPMENT_QUOTAS);
  return [
    {
      what: "the music never stops",
      holds: silence <= LONGEST_SILENCE_MS,
      figures: `longest silence ${(silence / 1_000).toFixed(1)} s in ${day.sittings.length} sittings, ${day.songs.length} songs`,
    },
    {
      what: "no quota 429 is received",
      holds: quota === 0,
      figures: `${quota}, of either kind ${day.ledger.refusals.length}`,
    },
    {
      what: "artists rest 10 songs and 90 minutes",
      holds: gaps.length === 0,
      figures: `${gaps.length} broken gaps ${gaps.slice(0, 3).join("; ")}`.trim(),
    },
    {
      what: `at most ${CALLS_AN_HOUR} calls in each hour of each listener after the first`,
      holds: hours.worst <= CALLS_AN_HOUR,
      figures: `worst hour ${hours.worst} (${hours.worstWhen}); listeners' means ${hours.means.map((mean) => mean.toFixed(1)).join(", ")}`,
    },
    {
      what: "the second day spends at most half of the first",
      holds: second <= first / 2,
      figures: `${first} calls, then ${second} (${toPercent(second, first)}); of what has a known quota ${spent}, then ${spentAgain} (${toPercent(spentAgain, spent)})`,
    },
  ];
}

/** The accounts service is another, which nobody has met a quota of: a token an hour for each listener is no choice. */
const apiCalls = ({ calls }: LongDay["ledger"]) => calls.filter(({ bucket }) => bucket !== "accounts");

const toPercent = (part: number, whole: number): string => `${Math.round((100 * part) / whole)} %`;

/** Calls of each day, of all kinds or of some. */
export function callsADay(
  { ledger, start }: LongDay,
  counts: (call: SentCall) => boolean = () => true,
): number[] {
  const days: number[] = [];
  for (const { at } of apiCalls(ledger).filter(counts)) {
    const day = Math.floor((at - start) / DAY_MS);
    days[day] = (days[day] ?? 0) + 1;
  }
  return days;
}

function longestSilence({ sittings }: LongDay): number {
  const silences = sittings.flatMap(({ from, to, sounds }) => {
    // Sitting down, looking at the list and pressing play are no silence: a few seconds are the listener's own.
    const ends = [from, ...sounds.map((sound) => Math.min(sound.to, to))];
    const begins = [...sounds.map((sound) => sound.from), to];
    return ends.map((end, place) => (begins[place] ?? to) - end);
  });
  return Math.max(...silences);
}

/** The gaps that did not hold, in words. */
function brokenGaps({ songs }: LongDay): string[] {
  const stations = new Map<string, { readonly artist: string; readonly at: number }[]>();
  const broken: string[] = [];
  for (const { station, artist, at } of songs) {
    const before = stations.get(station) ?? [];
    const place = before.findLastIndex((song) => song.artist === artist);
    const last = before[place];
    if (last && (before.length - place <= ARTIST_GAP.songs || at - last.at < ARTIST_GAP.ms)) {
      const minutes = Math.round((at - last.at) / 60_000);
      broken.push(`${artist} after ${before.length - place - 1} songs and ${minutes} minutes`);
    }
    stations.set(station, [...before, { artist, at }]);
  }
  return broken;
}

/** Calls in each hour of a listener's listening, without the first of all. */
function callsAnHour({ ledger, sittings, start }: LongDay) {
  const listeners = [...new Set(sittings.map(({ listener }) => listener))];
  const hours = listeners.map((listener) => {
    const own = sittings.filter((sitting) => sitting.listener === listener);
    const calls = apiCalls(ledger).filter((call) => call.listener === listener);
    const all = own.flatMap(({ from, to }) => {
      const begins = Array.from({ length: Math.ceil((to - from) / HOUR_MS) }, (_, n) => from + n * HOUR_MS);
      return begins.map((begin) => {
        const within = calls.filter(({ at }) => at >= begin && at < Math.min(begin + HOUR_MS, to));
        return { count: within.length, when: `${listener} after ${(begin - start) / HOUR_MS} h` };
      });
    });
    return all.slice(1);
  });
  const worst = hours.flat().reduce((most, hour) => (hour.count > most.count ? hour : most));
  const mean = (of: readonly { readonly count: number }[]) =>
    of.reduce((sum, { count }) => sum + count, 0) / of.length;
  return { means: hours.map(mean), worst: worst.count, worstWhen: worst.when };
}
