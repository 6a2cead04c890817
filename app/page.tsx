import Link from "next/link";
import { redirect } from "next/navigation";
import { Footer } from "@/components/chrome/footer";
import { Header } from "@/components/chrome/header";
import { SignIn } from "@/components/chrome/sign-in";
import { DemoScale } from "@/components/landing/demo-scale";
import { messages } from "@/components/messages";
import { pageMessages } from "@/components/page-messages";
import { Strip } from "@/components/ui/strip";
import { toSignInMessage } from "@/lib/api/sign-in-errors";
import { getContainer } from "@/lib/server/container";

type LandingProps = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function Landing({ searchParams }: LandingProps) {
  const [{ info, auth }, query] = await Promise.all([getContainer(), searchParams]);
  const returnTo = toLocalPath(query.returnTo);
  const error = typeof query.error === "string" ? query.error : undefined;
  // Who was sent here to sign in again still has the session that the service no longer honours.
  const isAsked = error !== undefined || query.returnTo !== undefined;
  if (!isAsked && (await auth.readListener())) redirect(returnTo);
  return (
    <>
      <Header />
      <main id="main" className="flex flex-1 flex-col">
        <section className="page py-10 sm:py-16">
          <h1 className="text-hero">{pageMessages.landing.title}</h1>
          <p className="mt-6 max-w-xl text-lead text-ink-2">{pageMessages.landing.lead}</p>
          {error && (
            <div className="mt-6 max-w-xl">
              <Strip>{toSignInMessage(error)}</Strip>
            </div>
          )}
          <div className="mt-8 flex flex-wrap items-center gap-x-6 gap-y-3">
            <SignIn
              way={info.capabilities.signIn}
              provider={info.musicService}
              serviceLabel={info.serviceLabel}
              text={pageMessages.landing.signIn(info.serviceLabel)}
              returnTo={returnTo}
            />
            <p className="max-w-xs text-small text-ink-3">
              {pageMessages.landing.free}{" "}
              {info.capabilities.paidPlan &&
                pageMessages.landing.paidPlan(info.serviceLabel, info.capabilities.paidPlan)}
              {info.capabilities.ownMusic && pageMessages.landing.ownMusic}
            </p>
          </div>
          <p className="mt-4 max-w-xl text-small text-ink-3">
            {pageMessages.landing.agreeing} <LegalLink href="/terms">{messages.nav.terms}</LegalLink>{" "}
            {pageMessages.landing.and} <LegalLink href="/privacy">{messages.nav.privacy}</LegalLink>
          </p>
        </section>
        <DemoScale />
        <section className="page grid gap-x-12 gap-y-8 pt-14 md:grid-cols-3">
          {pageMessages.landing.points.map((point) => (
            <div key={point.title}>
              <h2 className="text-title">{point.title}</h2>
              <p className="mt-2 max-w-sm text-ink-2">{point.text}</p>
            </div>
          ))}
        </section>
      </main>
      <Footer serviceLabel={info.serviceLabel} ownMusic={info.capabilities.ownMusic} />
    </>
  );
}

function LegalLink({ href, children }: { readonly href: "/terms" | "/privacy"; readonly children: string }) {
  return (
    <Link href={href} prefetch={false} className="text-ink-2 underline underline-offset-4 hover:text-ink">
      {children}
    </Link>
  );
}

/** Only a path of our own may be returned to. */
function toLocalPath(value: string | string[] | undefined): string {
  return typeof value === "string" && /^\/(?![/\\])/.test(value) ? value : "/stations";
}
