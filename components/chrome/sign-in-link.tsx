import { messages } from "@/components/messages";
import { buttonClass } from "@/components/ui/button";
import { signInPath } from "./sign-in-path";

/** Back to the front page to sign in again, and then on to where the listener was. */
export function SignInLink({ returnTo }: { readonly returnTo: string }) {
  return (
    <a className={buttonClass("quiet")} href={signInPath(returnTo)}>
      {messages.player.signIn}
    </a>
  );
}
