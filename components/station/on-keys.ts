// Keys of the page that work wherever nothing else needs them.

/** Listens for keys by their `event.key` in lower case. Returns how to stop. */
export function onKeys(actions: Readonly<Record<string, () => void>>): () => void {
  const onKeyDown = (event: KeyboardEvent) => {
    const act = actions[event.key.toLowerCase()];
    if (!act || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return;
    event.preventDefault();
    act();
  };
  window.addEventListener("keydown", onKeyDown);
  return () => window.removeEventListener("keydown", onKeyDown);
}

/** Does what has the focus need this key itself? */
function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.repeat) return true;
  const target = event.target instanceof Element ? event.target : undefined;
  if (target?.closest("input, textarea, select, [contenteditable], [role=slider], dialog")) return true;
  return event.key === " " && target?.closest("button, a, summary") != null;
}
