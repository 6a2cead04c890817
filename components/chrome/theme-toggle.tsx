"use client";

import { Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { messages } from "@/components/messages";

/** Both icons are rendered and CSS shows one, so that server and browser agree before the theme is known. */
export function ThemeToggle() {
  const { resolvedTheme, setTheme } = useTheme();
  const isDark = resolvedTheme === "dark";
  return (
    <button
      type="button"
      onClick={() => setTheme(isDark ? "light" : "dark")}
      className="inline-grid size-11 place-items-center rounded-full text-ink-2 hover:text-ink"
    >
      <Sun size={19} aria-hidden="true" className="hidden dark:block" />
      <Moon size={19} aria-hidden="true" className="dark:hidden" />
      <span className="sr-only dark:hidden">{messages.nav.theme.dark}</span>
      <span className="sr-only hidden dark:block">{messages.nav.theme.light}</span>
    </button>
  );
}
