// Spotify moved some routes in 2026, for new client ids at once and for older ones at no known date.
// So the new route is tried first, the old one when it is refused, and the one that worked is remembered.

import { isAppError } from "@/lib/errors";
import type { Route } from "./abilities";
import type { SpotifyGate } from "./gate";

/** An ability with two routes: how to use it on either. */
export type TwoRoutes<Result> = {
  /** Name under which the working route is remembered. */
  readonly ability: string;
  readonly call: (route: Route) => Promise<Result>;
};

/**
 * Uses the route known to work, else the new one. A known new route is not doubted: its refusals are about the
 * request. A refusal of any other is checked on the other route, and the error of the first stands if both refuse.
 */
export async function onEitherRoute<Result>(
  gate: SpotifyGate,
  { ability, call }: TwoRoutes<Result>,
): Promise<Result> {
  const known = await gate.abilities.find(ability);
  const first: Route = known ?? "new";
  try {
    const result = await call(first);
    await gate.abilities.remember(ability, first);
    return result;
  } catch (error) {
    if (known === "new" || !isRefusal(error)) throw error;
    const second: Route = first === "new" ? "old" : "new";
    const result = await call(second).catch((reason: unknown) => {
      throw isRefusal(reason) ? error : reason;
    });
    await gate.abilities.remember(ability, second);
    return result;
  }
}

/** A removed route answers 403 Forbidden; one that never was, 404 or 400. */
function isRefusal(error: unknown): boolean {
  if (isAppError(error, "forbidden") || isAppError(error, "not_found")) return true;
  return isAppError(error, "internal") && error.details?.status === 400;
}
