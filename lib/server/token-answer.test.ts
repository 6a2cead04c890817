import { describe, expect, it } from "vitest";
import { listenerPrefix } from "@/lib/store/listener-keys";
import type { Session } from "./auth/auth";
import { answerToken, createRenewals } from "./token-answer";

let count = 0;
const sessionOf = (id: string): Session => ({
  listener: { id, serviceUserId: id, name: id },
  accessToken: "old",
  expiresAt: 1_000,
  authorizedAt: 0,
  scope: "",
  setCookie: [],
  renew: async () => ({ accessToken: `new ${++count}`, expiresAt: 2_000 }),
});

describe("answerToken", () => {
  it("gives the token there is, and another only in place of that very one", async () => {
    const renewals = createRenewals(() => 0);
    const token = { access_token: "old", expires_at: 1_000 };
    expect(await answerToken(sessionOf("ada"), { renewals })).toEqual(token);
    expect(await answerToken(sessionOf("ada"), { renewals, refused: "older" })).toEqual(token);
    const renewed = await answerToken(sessionOf("ada"), { renewals, refused: "old" });
    expect(renewed).toEqual({ access_token: `new ${count}`, expires_at: 2_000 });
  });

  it("renews three a minute for each listener, until the listener is forgotten", async () => {
    let time = 0;
    const renewals = createRenewals(() => time);
    const renew = (id: string) => answerToken(sessionOf(id), { renewals, refused: "old" });
    for (let n = 0; n < 3; n++) await renew("ada");
    await expect(renew("ada")).rejects.toMatchObject({ code: "too_many_requests", retryAfterMs: 20_000 });
    await renew("ben");
    time = 20_000;
    await renew("ada");
    await expect(renew("ada")).rejects.toMatchObject({ code: "too_many_requests" });
    renewals.forget(listenerPrefix("ada"));
    await renew("ada");
  });
});
