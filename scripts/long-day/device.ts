// The playback SDK of a listener's page, without a browser: a device of the sandbox's that plays by the virtual clock.
// Notes when there was sound, which is what "the music never stops" is measured by.

import { z } from "zod";

export type Sound = { readonly from: number; to: number };

export type DeviceOptions = {
  readonly origin: string;
  readonly fetch: (request: Request) => Promise<Response>;
  readonly now: () => number;
  /** Stretches of sound, oldest first; the last may still go on. */
  readonly sounds: Sound[];
};

const stateSchema = z.looseObject({
  paused: z.boolean(),
  position: z.number(),
  duration: z.number(),
  playback_id: z.string(),
});
type State = z.infer<typeof stateSchema>;
const answerSchema = z.object({ state: z.unknown() });
const registeredSchema = z.object({ device_id: z.string(), expires_in_ms: z.number() });
const renewedSchema = z.object({ expires_in_ms: z.number() });
/** The SDK asks for another token so long before the one it has runs out. */
const RENEWED_BEFORE_MS = 30_000;

/** A constructor in the place of `Spotify.Player`. */
export function createDeviceSdk({ origin, fetch, now, sounds }: DeviceOptions): typeof Spotify {
  class Device {
    readonly #listeners = new Map<string, (value: unknown) => void>();
    readonly #options: Spotify.PlayerInit;
    #id = "";
    #state: { readonly value: State; readonly at: number } | undefined;
    #endTimer: ReturnType<typeof setTimeout> | undefined;
    #tokenTimer: ReturnType<typeof setTimeout> | undefined;

    constructor(options: Spotify.PlayerInit) {
      this.#options = options;
    }
    addListener(event: string, listener: (value: never) => void): boolean {
      this.#listeners.set(event, listener as (value: unknown) => void);
      return true;
    }
    async connect(): Promise<boolean> {
      const body = { name: this.#options.name, volume: 0.8 };
      const registered = registeredSchema.parse(
        await this.#send("POST", "/sdk/devices", body, await this.#askToken()),
      );
      this.#id = registered.device_id;
      this.#renewToken(registered.expires_in_ms);
      const events = await fetch(new Request(`${origin}/sdk/devices/${this.#id}/events`));
      void this.#listen(events);
      this.#listeners.get("ready")?.({ device_id: this.#id });
      return true;
    }
    disconnect(): void {
      clearTimeout(this.#tokenTimer);
      this.#take(null);
      void this.#send("DELETE", `/sdk/devices/${this.#id}`);
    }
    getCurrentState = async () => (this.#state ? { ...this.#state.value, position: this.#position() } : null);
    activateElement = async () => undefined;
    setVolume = async () => undefined;
    pause = () => this.#command({ command: "pause" });
    resume = () => this.#command({ command: "resume" });
    seek = (positionMs: number) => this.#command({ command: "seek", value: positionMs });
    nextTrack = () => this.#command({ command: "next" });

    #askToken(): Promise<string> {
      return new Promise((give) => this.#options.getOAuthToken(give));
    }
    #renewToken(expiresInMs: number): void {
      this.#tokenTimer = setTimeout(async () => {
        const path = `/sdk/devices/${this.#id}/commands`;
        const renewed = await this.#send("POST", path, { command: "token" }, await this.#askToken());
        this.#renewToken(renewedSchema.parse(renewed).expires_in_ms);
      }, expiresInMs - RENEWED_BEFORE_MS);
    }
    async #listen(events: Response): Promise<void> {
      const reader = events.body?.pipeThrough(new TextDecoderStream()).getReader();
      for (;;) {
        const chunk = await reader?.read();
        if (!chunk || chunk.done) return;
        for (const line of chunk.value.split("\n\n")) {
          if (!line.startsWith("data: ")) continue;
          const event: unknown = JSON.parse(line.slice(6));
          if (typeof event === "object" && event !== null && "state" in event) this.#take(event.state);
        }
      }
    }
    async #command(body: object): Promise<void> {
      const answer = await this.#send("POST", `/sdk/devices/${this.#id}/commands`, body);
      this.#take(answerSchema.parse(answer).state);
    }
    #position(): number {
      if (!this.#state) return 0;
      const { value, at } = this.#state;
      return Math.min(value.duration, value.position + (value.paused ? 0 : now() - at));
    }
    #take(state: unknown): void {
      clearTimeout(this.#endTimer);
      const parsed = stateSchema.safeParse(state);
      const wasPlaying = this.#state !== undefined && !this.#state.value.paused;
      this.#state = parsed.success ? { value: parsed.data, at: now() } : undefined;
      const isPlaying = parsed.success && !parsed.data.paused;
      const last = sounds.at(-1);
      if (wasPlaying && last) last.to = now();
      if (isPlaying && !wasPlaying) sounds.push({ from: now(), to: Number.POSITIVE_INFINITY });
      else if (isPlaying && last) last.to = Number.POSITIVE_INFINITY;
      if (parsed.success && isPlaying) {
        const { duration, position, playback_id: value } = parsed.data;
        this.#endTimer = setTimeout(
          () => void this.#command({ command: "ended", value }),
          duration - position,
        );
      }
      this.#listeners.get("player_state_changed")?.(parsed.success ? state : null);
    }
    async #send(method: string, path: string, body?: object, token?: string): Promise<unknown> {
      const response = await fetch(
        new Request(`${origin}${path}`, {
          method,
          headers: {
            "content-type": "application/json",
            ...(token && { authorization: `Bearer ${token}` }),
          },
          ...(body && { body: JSON.stringify(body) }),
        }),
      );
      const text = await response.text();
      return text ? JSON.parse(text) : null;
    }
  }
  // Only what the page uses of the SDK is there.
  return { Player: Device } as unknown as typeof Spotify;
}
