import { redirect } from "next/navigation";
import { BroadcastPage } from "@/components/broadcast/broadcast-page";
import { signInPath } from "@/components/chrome/sign-in-path";
import { getContainer } from "@/lib/server/container";
import { SharedFrame } from "../../shared-frame";

type Props = { readonly params: Promise<{ readonly code: string }> };

/** Each hears a broadcast on their own account, so it takes one to tune in. */
export default async function AirPage({ params }: Props) {
  const [{ auth }, { code }] = await Promise.all([getContainer(), params]);
  if (!(await auth.readListener())) redirect(signInPath(`/air/${code}`));
  return <SharedFrame>{() => <BroadcastPage code={code} />}</SharedFrame>;
}
