// "Disconnect and forget me", in the browser: the server deletes first, then this browser; the page that follows says
// what went.

import type { Radio } from "@/components/station/radio";
import { type Answer, call, isAppError } from "@/lib/api/client";

type Removed = Answer<"disconnectResponseSchema">["removed"];

/** Throws what the server's refusal was; then nothing has been deleted here either. */
export async function disconnect(radio: Pick<Radio, "forget">): Promise<void> {
  const removed = await forgetOnServer();
  radio.forget();
  const here = localStorage.length;
  // Whatever is kept at this address is ours. Other tabs hear of it by the event of an emptied storage.
  localStorage.setItem("longwave:left", "1");
  localStorage.clear();
  sessionStorage.clear();
  const counts = Object.entries({ ...removed, here }).map(([name, count]) => [name, String(count)]);
  location.replace(`/goodbye?${new URLSearchParams(counts)}`);
}

/** undefined where the sign-in had run out before: the server then knows nobody to forget. */
async function forgetOnServer(): Promise<Removed | undefined> {
  try {
    const answer = await call<Answer<"disconnectResponseSchema">>("/api/account", {
      method: "DELETE",
      fields: ["removed"],
    });
    return answer.removed;
  } catch (error) {
    if (isAppError(error, "not_signed_in")) return undefined;
    throw error;
  }
}
