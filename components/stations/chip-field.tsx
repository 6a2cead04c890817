"use client";

import { useQuery } from "@tanstack/react-query";
import clsx from "clsx";
import { type KeyboardEvent, useDeferredValue, useId, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { makingMessages } from "./making-messages";

export type Suggestion = { readonly name: string; readonly note: string };

type ChipFieldProps = {
  readonly label: string;
  readonly placeholder: string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
  /** Looks names up; called with what was typed, never with nothing. */
  readonly complete: (text: string, signal: AbortSignal) => Promise<readonly Suggestion[]>;
};

/** A combobox whose choices become chips: arrows and Enter choose, Backspace takes the last one back. */
export function ChipField({ label, placeholder, chosen, onChange, complete }: ChipFieldProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { suggestions, isMissing } = useSuggestions(label, text, chosen, complete);
  const isOpen = suggestions.length > 0;
  const add = (name: string) => {
    onChange([...chosen, name]);
    setText("");
    setAt(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const marked = suggestions[at];
    if (event.key === "ArrowDown" && isOpen) setAt((at + 1) % suggestions.length);
    else if (event.key === "ArrowUp" && isOpen) setAt((at - 1 + suggestions.length) % suggestions.length);
    else if (event.key === "Enter" && marked) add(marked.name);
    else if (event.key === "Escape" && text) setText("");
    else if (event.key === "Backspace" && text === "" && chosen.length) onChange(chosen.slice(0, -1));
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div>
      <label htmlFor={id} className="font-medium">
        {label}
      </label>
      <div className="mt-1 flex flex-wrap gap-1.5 rounded-control border border-line-strong bg-raised p-1.5 focus-within:border-amber">
        {chosen.map((name) => (
          <Chip key={name} name={name} onRemove={() => onChange(chosen.filter((other) => other !== name))} />
        ))}
        <input
          dir="auto"
          id={id}
          role="combobox"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
          autoComplete="off"
          value={text}
          placeholder={placeholder}
          onChange={(event) => {
            setText(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="min-h-9 min-w-36 flex-1 bg-transparent px-2 outline-none placeholder:text-ink-3"
        />
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={label} className={clsx(isOpen && "pt-1")}>
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox's field has the keyboard.
          <div
            key={suggestion.name}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            onClick={() => add(suggestion.name)}
            onPointerEnter={() => setAt(index)}
            className={clsx(
              "flex min-h-11 cursor-pointer items-center justify-between gap-4 rounded-control px-3",
              index === at && "bg-line",
            )}
          >
            <bdi className="min-w-0 flex-1">{suggestion.name}</bdi>
            <span className="max-w-[45%] truncate text-small text-ink-2">{suggestion.note}</span>
          </div>
        ))}
      </div>
      <p role="status" className="text-small text-ink-3">
        {isMissing ? makingMessages.edit.noMatch(text.trim()) : ""}
      </p>
    </div>
  );
}

function Chip({ name, onRemove }: { readonly name: string; readonly onRemove: () => void }) {
  return (
    <span className="inline-flex min-h-9 items-center rounded-control bg-line pl-3">
      <bdi>{name}</bdi>
      <button
        type="button"
        aria-label={makingMessages.remove(name)}
        onClick={onRemove}
        className="grid size-9 place-items-center text-ink-2 hover:text-ink"
      >
        <Icon name="close" size={15} />
      </button>
    </span>
  );
}

function useSuggestions(
  kind: string,
  text: string,
  chosen: readonly string[],
  complete: ChipFieldProps["complete"],
): { readonly suggestions: readonly Suggestion[]; readonly isMissing: boolean } {
  const query = useDeferredValue(text.trim());
  const { data } = useQuery({
    queryKey: ["complete", kind, query],
    queryFn: ({ signal }) => complete(query, signal),
    enabled: query.length > 0,
    staleTime: 300_000,
  });
  if (!data || query === "") return { suggestions: [], isMissing: false };
  return {
    suggestions: data.filter((found) => !chosen.includes(found.name)),
    isMissing: data.length === 0,
  };
}
