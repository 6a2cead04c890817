import { redirect } from "next/navigation";
import { signInPath } from "@/components/chrome/sign-in-path";
import { getContainer } from "@/lib/server/container";

/** The signed-in listener; anybody else is sent to sign in and comes back to `path` afterwards. */
export async function requireListener(path: string) {
  const { auth } = await getContainer();
  const listener = await auth.readListener();
  if (!listener) redirect(signInPath(path));
  return listener;
}
