// The theme: the listener's choice if there is one, else the system's. A class on the root element holds it.

const KEY = "longwave:theme";

export type Theme = "light" | "dark";

/** Runs before the first paint, so that no page flashes in the other theme; follows the system until a choice is made. */
export const themeScript = `(()=>{const m=matchMedia("(prefers-color-scheme: dark)"),s=()=>{let t;try{t=localStorage.getItem("${KEY}")}catch{}document.documentElement.classList.toggle("dark",t?t==="dark":m.matches)};s();m.addEventListener("change",s);addEventListener("storage",s)})()`;

export function chooseTheme(theme: Theme): void {
  document.documentElement.classList.toggle("dark", theme === "dark");
  localStorage.setItem(KEY, theme);
}

export const currentTheme = (): Theme =>
  document.documentElement.classList.contains("dark") ? "dark" : "light";
