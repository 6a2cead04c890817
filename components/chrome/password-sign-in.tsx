"use client";

import { type FormEvent, type InputHTMLAttributes, useRef, useState, useSyncExternalStore } from "react";
import { pageMessages } from "@/components/page-messages";
import { Button } from "@/components/ui/button";
import { Strip } from "@/components/ui/strip";
import { toSignInMessage } from "@/lib/api/sign-in-errors";

type PasswordSignInProps = {
  /** Name of the way to sign in, for next-auth. */
  readonly provider: string;
  /** On the button. */
  readonly text: string;
  readonly returnTo: string;
};

const words = pageMessages.passwordSignIn;

/** Name and password of the listener's account at the music server. They go to our server once, and nowhere else. */
export default function PasswordSignIn({ provider, text, returnTo }: PasswordSignInProps) {
  const [busy, setBusy] = useState(false);
  const [fault, setFault] = useState<string>();
  const password = useRef<HTMLInputElement>(null);
  const isAwake = useIsAwake();
  const onSubmit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setFault(undefined);
    const error = await trySignIn(provider, String(form.get("username")), String(form.get("password")));
    if (error === undefined) return window.location.assign(returnTo);
    setFault(error);
    setBusy(false);
    password.current?.select();
  };
  return (
    // Never by GET: a password must not get into an address.
    <form method="post" onSubmit={onSubmit} className="mr-auto w-full max-w-xl">
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label={words.username} name="username" autoComplete="username" autoCapitalize="none" />
        <Field
          label={words.password}
          name="password"
          type="password"
          autoComplete="current-password"
          required
          ref={password}
        />
      </div>
      <div aria-live="polite" className="mt-4 empty:hidden">
        {fault && <Strip>{fault}</Strip>}
      </div>
      <div className="mt-5 flex flex-wrap items-center gap-x-6 gap-y-3">
        <Button
          look="primary"
          type="submit"
          disabled={busy || !isAwake}
          className="min-h-13 w-full px-6 text-lead sm:w-auto"
        >
          {busy ? words.busy : text}
        </Button>
        <p className="text-small text-ink-3">{words.hint}</p>
      </div>
    </form>
  );
}

type FieldProps = InputHTMLAttributes<HTMLInputElement> & {
  readonly label: string;
  readonly ref?: React.Ref<HTMLInputElement>;
};

function Field({ label, ...props }: FieldProps) {
  return (
    <label className="block font-medium">
      {label}
      <input
        spellCheck={false}
        maxLength={1_000}
        className="mt-1 block min-h-12 w-full rounded-control border border-line-strong bg-raised px-3 font-normal outline-none focus:border-amber"
        {...props}
      />
    </label>
  );
}

/** Why it did not work, in words; undefined = signed in. */
async function trySignIn(provider: string, username: string, password: string): Promise<string | undefined> {
  try {
    const { signIn } = await import("next-auth/react");
    const answer = await signIn(provider, { username, password, redirect: false });
    if (answer?.ok && !answer.error) return undefined;
    return toSignInMessage(answer?.error ?? "");
  } catch {
    // Whatever was thrown on the way, there was no answer: the module's script or the call itself.
    return words.unreachable;
  }
}

/** Before its script runs, a form would go off by itself. */
function useIsAwake(): boolean {
  return useSyncExternalStore(
    () => () => undefined,
    () => true,
    () => false,
  );
}
