"use client";

import { Button } from "@/components/ui/button";
import { Strip } from "@/components/ui/strip";

const words = {
  soon: (service: string, day: string) =>
    `${service} ends this sign-in on ${day}, six months after it was given. Renew it before, and nothing is interrupted.`,
  again: "Sign in again",
} as const;

type SignInEndingProps = {
  /** Unix milliseconds. */
  readonly endsAt: number;
  /** Name of the way to sign in, for next-auth. */
  readonly provider: string;
  readonly serviceLabel: string;
};

/** Said from two weeks before the end; one click begins the six months anew. */
export default function SignInEnding({ endsAt, provider, serviceLabel }: SignInEndingProps) {
  const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "long", timeZone: "UTC" }).format(
    endsAt,
  );
  const renew = async () => {
    const { signIn } = await import("next-auth/react");
    await signIn(provider, { callbackUrl: window.location.href });
  };
  return (
    <div className="page pb-2">
      <Strip
        action={
          <Button look="quiet" onClick={() => void renew()}>
            {words.again}
          </Button>
        }
      >
        {words.soon(serviceLabel, day)}
      </Strip>
    </div>
  );
}
