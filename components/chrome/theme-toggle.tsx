"use client";

import { messages } from "@/components/messages";
import { Icon } from "@/components/ui/icon";
import { chooseTheme, currentTheme } from "./theme";

/** Both icons are rendered and CSS shows one, so that server and browser agree before the theme is known. */
export function ThemeToggle() {
  return (
    <button
      type="button"
      onClick={() => chooseTheme(currentTheme() === "dark" ? "light" : "dark")}
      className="inline-grid size-11 place-items-center rounded-full text-ink-2 hover:text-ink"
    >
      <Icon name="sun" className="hidden dark:block" />
      <Icon name="moon" className="dark:hidden" />
      <span className="sr-only dark:hidden">{messages.nav.theme.dark}</span>
      <span className="sr-only hidden dark:block">{messages.nav.theme.light}</span>
    </button>
  );
}
