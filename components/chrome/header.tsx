import Link from "next/link";
import type { ReactNode } from "react";
import { messages } from "@/components/messages";
import { ThemeToggle } from "./theme-toggle";
import { Wordmark } from "./wordmark";

type HeaderProps = { readonly children?: ReactNode; readonly home?: "/" | "/stations" };

export function Header({ children, home = "/" }: HeaderProps) {
  return (
    <header className="page flex min-h-16 items-center justify-between gap-4">
      <Link
        href={home}
        prefetch={false}
        className="-mx-2 inline-flex min-h-11 items-center px-2"
        title={messages.nav.home}
      >
        <Wordmark />
      </Link>
      <nav aria-label={messages.nav.main} className="-mr-2 flex items-center gap-1">
        {children}
        <ThemeToggle />
      </nav>
    </header>
  );
}
