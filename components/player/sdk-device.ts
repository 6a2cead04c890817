// A device of the Web Playback SDK: made, given tokens, and waited for until the service knows it.

import type { PlayerProblem } from "./player";

/** Why a start was refused: `device` = the device is unknown to the service, so a new one may help. */
export type StartFailure = { readonly kind: PlayerProblem | "device"; readonly message?: string };

export type DeviceOptions = {
  readonly loadSdk: () => Promise<typeof Spotify>;
  /** Shown in the service's device list. Must not contain the service's own name. */
  readonly deviceName: string;
  /** May it take the system's media keys and show its song on the lock screen? Asked at each connect. */
  readonly hasMediaKeys?: () => boolean;
  /** Always a token that is valid now, in place of one that was refused before its time if there is one. */
  readonly getToken: (refused?: string) => Promise<string>;
  /** Why a token or a start was refused. */
  readonly toFailure: (error: unknown) => StartFailure;
  /** Milliseconds to wait for a device; default 15 s. */
  readonly readyTimeoutMs?: number;
};

/** `token` = the one it was given last. */
export type Device = { readonly sdk: Spotify.Player; id: string | undefined; token: string | undefined };

export type DeviceEvents = {
  readonly onState: (state: Spotify.PlaybackState | null) => void;
  readonly onReady: () => void;
  readonly onOffline: () => void;
  readonly onProblem: (kind: PlayerProblem, message?: string) => void;
  readonly onDevice: (device: Device) => void;
};

/** Connects a new SDK player and waits for its first device id. Rejects with a StartFailure. */
export async function openDevice(
  options: DeviceOptions,
  volume: number,
  events: DeviceEvents,
  refused?: string,
): Promise<Device> {
  const api = await options.loadSdk().catch((error: unknown) => {
    throw failure("unreachable", error instanceof Error ? error.message : undefined);
  });
  let refuseToken: (why: StartFailure) => void = () => undefined;
  const sdk = new api.Player({
    name: options.deviceName,
    volume,
    enableMediaSession: options.hasMediaKeys?.() ?? false,
    // Asked for at connect and whenever the token runs out, so it must never close over one string.
    getOAuthToken: (give) => {
      options.getToken(refused).then(
        (token) => {
          device.token = token;
          give(token);
        },
        (error: unknown) => refuseToken(options.toFailure(error)),
      );
    },
  });
  const device: Device = { sdk, id: undefined, token: undefined };
  events.onDevice(device);
  return new Promise<Device>((resolve, reject) => {
    const timer = setTimeout(() => reject(failure("unreachable")), options.readyTimeoutMs ?? 15_000);
    refuseToken = ({ kind, message }) => {
      clearTimeout(timer);
      const problem = kind === "device" ? "unreachable" : kind;
      if (device.id === undefined) reject(failure(problem, message));
      // The line or the server is away: that says nothing of the sign-in, and a new device asks again.
      else if (problem === "unreachable") events.onOffline();
      else events.onProblem(problem, message);
    };
    const fail = (kind: PlayerProblem) => (error: Spotify.Error) => {
      clearTimeout(timer);
      if (device.id === undefined) reject(failure(kind, error.message));
      else events.onProblem(kind, error.message);
    };
    sdk.addListener("ready", ({ device_id }) => {
      clearTimeout(timer);
      // May come again with another id after sleep or a network change: the latest counts.
      device.id = device_id;
      events.onReady();
      resolve(device);
    });
    sdk.addListener("not_ready", events.onOffline);
    sdk.addListener("player_state_changed", events.onState);
    sdk.addListener("autoplay_failed", () => events.onProblem("blocked"));
    sdk.addListener("initialization_error", fail("unsupported"));
    const refuse = fail("signed_out");
    // A device that was let in before is built anew, with another token if there is one.
    sdk.addListener("authentication_error", (error) =>
      device.id === undefined ? refuse(error) : events.onOffline(),
    );
    sdk.addListener("account_error", fail("no_premium"));
    sdk.addListener("playback_error", ({ message }) => events.onProblem("track", message));
    void sdk.connect();
  });
}

class StartError extends Error {
  readonly failure: StartFailure;
  constructor(value: StartFailure) {
    super(value.message ?? value.kind);
    this.name = "StartError";
    this.failure = value;
  }
}

/** The failure inside an error of the player's own, or undefined for a foreign error. */
export const failureOf = (error: unknown): StartFailure | undefined =>
  error instanceof StartError ? error.failure : undefined;

const failure = (kind: PlayerProblem, message?: string) =>
  new StartError({ kind, ...(message ? { message } : {}) });
