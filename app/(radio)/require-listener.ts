import { redirect } from "next/navigation";
import { getContainer } from "@/lib/server/container";

/** The signed-in listener; anybody else is sent to sign in and comes back to `path` afterwards. */
export async function requireListener(path: string) {
  const { auth } = await getContainer();
  const listener = await auth.readListener();
  if (!listener) redirect(`/?${new URLSearchParams({ returnTo: path })}`);
  return listener;
}
