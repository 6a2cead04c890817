// What can be done to a running sandbox beside turning switches: time, tokens, devices, and a look at what was spent.
// The control interface and the page of switches both act through here.
import { applyToPages, playElsewhere, tell } from "./devices";
import { type SandboxState, windowOf } from "./state";
import { BUCKETS, defaultSwitches, type Switches } from "./switches";
import { reopensAt, usedOf } from "./usage";
import type { Wire } from "./wire";

export type ActionCall = {
  readonly state: SandboxState;
  readonly wire: Wire;
  readonly now: () => number;
};

/** See `PageFault`; elsewhere = a speaker of the listener's takes over. */
export const DEVICE_ACTIONS = ["cut", "forget", "renew", "elsewhere"] as const;
export const TOKEN_ACTIONS = ["expire_access", "revoke_refresh", "revoke_all"] as const;

/** All switches as after a start; what was spent is forgotten with them. */
export function clearSwitches(state: SandboxState): Switches {
  state.switches = defaultSwitches();
  state.usage.clear();
  return state.switches;
}

/** Moves the sandbox's clock on; whoever plays hears of the new position. */
export function advance(call: ActionCall, advanceMs: number) {
  const { state } = call;
  state.clockOffsetMs += advanceMs;
  for (const player of state.players.values()) {
    const device = player.activeDevice === undefined ? undefined : player.devices.get(player.activeDevice);
    if (device) tell(player, { device, reason: "sync", wire: call.wire, now: call.now() });
  }
  return { now: new Date(call.now()).toISOString(), offset_ms: state.clockOffsetMs };
}

export type BucketUse = {
  readonly used: number;
  readonly max: number | null;
  readonly left: number | null;
  /** Calls that found the bucket empty, since the last reset. */
  readonly refused: number;
  readonly reopens_at: string | null;
};

/** What has been spent of each bucket in its rolling window, and what is left. */
export function quotaOf(state: SandboxState, now: number): Record<string, BucketUse> {
  const { windowMs, max: limits } = state.switches.quota;
  return Object.fromEntries(
    BUCKETS.map((bucket): [string, BucketUse] => {
      const window = windowOf(state, bucket);
      const used = usedOf(window, { windowMs, now });
      const max = limits[bucket] ?? null;
      const reopens = max === null ? now : reopensAt(window, { windowMs, max, now });
      return [
        bucket,
        {
          used,
          max,
          left: max === null ? null : Math.max(0, max - used),
          refused: window.refused,
          reopens_at: reopens > now ? new Date(reopens).toISOString() : null,
        },
      ];
    }),
  );
}

/** Strikes the players in the pages of one listener, or of all. */
export function changeDevices(
  { state, now }: ActionCall,
  action: (typeof DEVICE_ACTIONS)[number],
  account?: string,
) {
  let changed = 0;
  for (const [id, player] of state.players) {
    if (account !== undefined && account !== id) continue;
    if (action === "elsewhere") changed += playElsewhere(player) ? 1 : 0;
    else changed += applyToPages(player, action, now());
  }
  return { changed };
}

export function changeTokens(call: ActionCall, action: (typeof TOKEN_ACTIONS)[number], account?: string) {
  const { state } = call;
  const isMeant = (token: { readonly account: string }) => account === undefined || token.account === account;
  let changed = 0;
  if (action !== "revoke_refresh") {
    for (const token of [...state.accessTokens.values()].filter(isMeant)) {
      token.expiresAt = Math.min(token.expiresAt, call.now());
      changed += 1;
    }
  }
  if (action !== "expire_access") {
    for (const token of [...state.refreshTokens.values()].filter(isMeant)) {
      token.revoked = true;
      changed += 1;
    }
  }
  return { changed };
}
