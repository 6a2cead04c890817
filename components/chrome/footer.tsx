import Link from "next/link";
import { messages } from "@/components/messages";

const links = [
  { href: "/privacy", text: messages.nav.privacy },
  { href: "/terms", text: messages.nav.terms },
  { href: "/docs", text: messages.nav.api },
] as const;

type FooterProps = { readonly serviceLabel: string; readonly ownMusic: boolean };

export function Footer({ serviceLabel, ownMusic }: FooterProps) {
  return (
    <footer className="page mt-auto flex flex-wrap items-center justify-between gap-x-6 gap-y-1 pt-16 pb-6 text-small text-ink-3">
      <p>
        {messages.footer.playsFrom(serviceLabel)} {!ownMusic && messages.footer.notAffiliated}
      </p>
      <nav aria-label={messages.nav.about} className="-mx-3 flex">
        {links.map((link) => (
          <Link
            key={link.href}
            href={link.href}
            prefetch={false}
            className="inline-flex min-h-11 items-center px-3 hover:text-ink"
          >
            {link.text}
          </Link>
        ))}
      </nav>
    </footer>
  );
}
