// Events in the store: read, changed with compare and set, and followed while somebody looks on.
// Every replica reads the same entry and computes the same queue from it; nothing is kept in a process but for a moment.

import { LRUCache } from "lru-cache";
import { z } from "zod";
import { AppError, isAppError } from "@/lib/errors";
import type { RecommenderDeps } from "@/lib/station/deps";
import { listenerKey } from "@/lib/store/listener-keys";
import type { KeyValueStore } from "@/lib/store/store";
import { isCode, makeCode } from "../code";
import { type EventState, eventSchema, newEvent } from "./event";
import { type EventQueue, type OpenEvent, queueEvent } from "./event-queue";
import { startWatch, type Watch } from "./event-watch";

export type EventBookDeps = {
  readonly store: KeyValueStore;
  readonly recommender: RecommenderDeps;
  readonly randomBytes: (count: number) => Uint8Array;
  /** Told when a look at the store fails while guests look on. */
  readonly log: (message: string, error: unknown) => void;
};

export interface EventBook {
  /** Opens an event of the host's station, or finds the one that runs. */
  create(start: Pick<EventState, "host" | "stationId" | "payload">): Promise<string>;
  /** Throws AppError("gone") for an event that has run out or never was. */
  read(code: string): Promise<OpenEvent>;
  /** Changes of one event that meet in this process go to the store together. Throws what `change` throws. */
  change(code: string, change: (event: EventState) => EventState): Promise<EventState>;
  /**
   * Tells of the event now and of each change, from this replica or another, never of an older state after a newer
   * one; and when there is nothing more to tell, because the event is gone or this process stops. Returns the way to
   * stop. Throws AppError("gone"), and ("too_many_requests") for an event that too many look on at.
   */
  watch(code: string, tell: (open: OpenEvent) => void, onEnd: () => void): Promise<() => void>;
  /** Ends every watch here: who looks on finds another replica. */
  endWatches(): void;
  /** Deletes the events of a host, guests' voices included; how many there were. */
  forgetHost(host: string): Promise<number>;
}

/** Since the last change. */
const EVENT_TTL_MS = 86_400_000;
const MAX_QUEUES = 50;
/** Events of one host that are remembered as running or just over. */
const MAX_LISTED = 50;

export function createEventBook(deps: EventBookDeps): EventBook {
  const { store } = deps;
  const queues = new LRUCache<string, EventQueue>({ max: MAX_QUEUES });
  const watches = new Map<string, Watch>();
  const waiting = new Map<string, Waiting[]>();

  const load = async (code: string): Promise<EventState> => {
    if (!isCode(code)) throw gone();
    return parseEvent(await store.get(eventKey(code)));
  };
  const isRunning = async (code: string): Promise<boolean> => {
    try {
      return !(await load(code)).ended;
    } catch (error) {
      if (isAppError(error, "gone")) return false;
      throw error;
    }
  };
  const open = (code: string, event: EventState): OpenEvent => {
    const key = `${code}/${event.version}`;
    const queue = queues.get(key) ?? queueEvent(deps.recommender, event);
    queues.set(key, queue);
    return { event, queue };
  };

  const drain = async (code: string, batch: Waiting[]): Promise<void> => {
    while (batch.length > 0) await changeTogether(store, code, batch.splice(0));
    waiting.delete(code);
  };

  return {
    async create(start) {
      const isHere = ({ stationId }: ListedEvent) => stationId === start.stationId;
      const known = (await listEvents(store, start.host)).find(isHere);
      if (known && (await isRunning(known.code))) return known.code;
      const fresh = makeCode(deps.randomBytes);
      await store.set(eventKey(fresh), newEvent(start), { ttlMs: EVENT_TTL_MS });
      const listed = await store.update(eventsKey(start.host), (value) => {
        const list = listSchema.parse(value);
        const first = list.find(isHere);
        // Another page of the host's was first, and its guests may be on their way.
        if (first && first.code !== known?.code) return "keep";
        const own = { stationId: start.stationId, code: fresh };
        return { value: [own, ...list].slice(0, MAX_LISTED), ttlMs: EVENT_TTL_MS };
      });
      const code = listSchema.parse(listed).find(isHere)?.code ?? fresh;
      if (code !== fresh) await store.delete(eventKey(fresh));
      return code;
    },
    read: async (code) => open(code, await load(code)),
    change: (code, change) =>
      new Promise((resolve, reject) => {
        if (!isCode(code)) throw gone();
        const entry = { change, resolve, reject };
        const batch = waiting.get(code);
        if (batch) batch.push(entry);
        else {
          const own = [entry];
          waiting.set(code, own);
          void drain(code, own);
        }
      }),
    async forgetHost(host) {
      const codes = (await listEvents(store, host)).map(({ code }) => code);
      const found = await Promise.all(codes.map((code) => store.get(eventKey(code))));
      await Promise.all(codes.map((code) => store.delete(eventKey(code))));
      await store.delete(eventsKey(host));
      return found.filter((event) => event !== undefined).length;
    },
    async watch(code, tell, onEnd) {
      const first = await load(code);
      const watch =
        watches.get(code) ??
        startWatch({
          load: () => load(code),
          open: (event) => open(code, event),
          log: deps.log,
          onLeft: () => watches.delete(code),
        });
      watches.set(code, watch);
      const stop = watch.add({ version: first.version, tell, onEnd });
      tell(open(code, first));
      return stop;
    },
    endWatches() {
      for (const watch of watches.values()) watch.end();
    },
  };
}

type Waiting = {
  readonly change: (event: EventState) => EventState;
  readonly resolve: (event: EventState) => void;
  readonly reject: (fault: unknown) => void;
};

/** One write for all that wait; one that throws changes nothing. Settles every one and never throws. */
async function changeTogether(store: KeyValueStore, code: string, batch: readonly Waiting[]): Promise<void> {
  let outcomes: (() => void)[] = [];
  try {
    await store.update(eventKey(code), (value) => {
      const before = parseEvent(value);
      let event = before;
      // Where another replica was first, this runs again on what that one wrote.
      outcomes = batch.map(({ change, resolve, reject }) => {
        try {
          event = change(event);
          const after = event;
          return () => resolve(after);
        } catch (fault) {
          return () => reject(fault);
        }
      });
      return event === before ? "keep" : { value: event, ttlMs: EVENT_TTL_MS };
    });
    for (const settle of outcomes) settle();
  } catch (fault) {
    for (const { reject } of batch) reject(fault);
  }
}

function parseEvent(value: unknown): EventState {
  const event = eventSchema.safeParse(value);
  if (event.success) return event.data;
  throw gone();
}

const gone = () => new AppError("gone", "This event is over, or it never was. Ask the host for a new code.");
const eventKey = (code: string) => `event:${code}`;
const eventsKey = (host: string) => listenerKey(host, "events");

const listedSchema = z.object({ stationId: z.string(), code: z.string() });
type ListedEvent = z.infer<typeof listedSchema>;
const listSchema = z.array(listedSchema).catch([]);
const listEvents = async (store: KeyValueStore, host: string): Promise<ListedEvent[]> =>
  listSchema.parse(await store.get(eventsKey(host)));
