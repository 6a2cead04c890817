"use client";

import { useMutation } from "@tanstack/react-query";
import clsx from "clsx";
import { type KeyboardEvent, useId, useState } from "react";
import { Icon } from "@/components/ui/icon";
import { makingMessages } from "./making-messages";
import type { SourceRow } from "./sources";
import { type SeedGroup, type SeedOption, useSeeds, useUnderstand } from "./use-seeds";

type SeedBoxProps = { readonly onAdd: (rows: readonly SourceRow[]) => void };

/** One box for artists, words, playlists and whole mixtures: a combobox that offers each kind apart. */
export function SeedBox({ onAdd }: SeedBoxProps) {
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const { groups, isMissing } = useSeeds(text);
  const understand = useUnderstand();
  const mixing = useMutation({
    mutationFn: understand,
    onSuccess: ({ rows, unknown }) => {
      onAdd(rows);
      setText(unknown.join(", "));
    },
  });
  const options = text.trim() === "" ? [] : groups.flatMap((group) => group.options);
  const isOpen = options.length > 0 && !mixing.isPending;
  const type = (value: string) => {
    setText(value);
    setAt(0);
    mixing.reset();
  };
  const choose = (option: SeedOption) => {
    if (!option.row) return mixing.mutate(text);
    onAdd([option.row]);
    type("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const marked = options[at];
    if (event.key === "ArrowDown" && isOpen) setAt((at + 1) % options.length);
    else if (event.key === "ArrowUp" && isOpen) setAt((at - 1 + options.length) % options.length);
    // Enter in the box never sends the form off: what was typed would be lost.
    else if (event.key === "Enter" && text.trim() !== "") marked ? choose(marked) : mixing.mutate(text);
    else if (event.key === "Escape" && text) type("");
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const unknown = mixing.data?.unknown ?? (isMissing && !mixing.isPending ? [text.trim()] : []);
  return (
    <div>
      <label htmlFor={id} className="font-medium">
        {makingMessages.box}
      </label>
      <input
        dir="auto"
        id={id}
        role="combobox"
        aria-expanded={isOpen}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={isOpen ? `${id}-${at}` : undefined}
        aria-describedby={`${id}-hint`}
        autoComplete="off"
        value={text}
        placeholder={makingMessages.boxPlaceholder}
        onChange={(event) => type(event.target.value)}
        onKeyDown={onKeyDown}
        className="mt-1 block min-h-13 w-full rounded-control border border-line-strong bg-raised px-4 text-lead outline-none placeholder:text-ink-3 focus:border-amber"
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label={makingMessages.box}
        className={clsx(isOpen && "mt-1 rounded-control border border-line bg-raised p-1")}
      >
        {isOpen &&
          groups.map((group, index) => (
            <Options
              key={group.name}
              id={id}
              group={group}
              first={groups.slice(0, index).reduce((count, { options: before }) => count + before.length, 0)}
              at={at}
              onMark={setAt}
              onChoose={choose}
            />
          ))}
      </div>
      <p role="status" className="mt-1 text-small text-dislike empty:hidden">
        {mixing.isPending && makingMessages.understanding}
        {mixing.error?.message}
        {unknown.length > 0 && makingMessages.nothingCalled(unknown)}
      </p>
      <p id={`${id}-hint`} className="mt-1 text-small text-ink-3">
        {makingMessages.boxHint}
      </p>
    </div>
  );
}

type OptionsProps = {
  readonly id: string;
  readonly group: SeedGroup;
  /** Place of the group's first option among all. */
  readonly first: number;
  readonly at: number;
  readonly onMark: (at: number) => void;
  readonly onChoose: (option: SeedOption) => void;
};

function Options({ id, group, first, at, onMark, onChoose }: OptionsProps) {
  const title = `${id}-${first}-title`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a listbox's groups are no fieldsets.
    <div role="group" aria-labelledby={title}>
      <p id={title} className="eyebrow px-3 pt-2 pb-0.5">
        {group.name}
      </p>
      {group.options.map((option, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox's field has the keyboard.
        <div
          key={option.key}
          id={`${id}-${first + index}`}
          role="option"
          tabIndex={-1}
          aria-selected={first + index === at}
          onClick={() => onChoose(option)}
          onPointerEnter={() => onMark(first + index)}
          className={clsx(
            "flex min-h-11 cursor-pointer flex-wrap items-center gap-x-4 rounded-control px-3 py-1",
            first + index === at && "bg-line",
          )}
        >
          <Icon name="plus" size={15} className="text-ink-3" />
          <bdi className="min-w-0">{option.label}</bdi>
          <span className="min-w-0 flex-1 truncate text-right text-small text-ink-2">{option.note}</span>
        </div>
      ))}
    </div>
  );
}
