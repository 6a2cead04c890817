import clsx from "clsx";
import type { ButtonHTMLAttributes, ReactNode } from "react";

const looks = {
  primary: "bg-amber-fill text-on-amber hover:brightness-105 active:brightness-95",
  outline: "border border-line-strong text-ink hover:border-amber hover:text-amber-ink",
  quiet: "text-ink-2 hover:text-ink",
} as const;

type Look = keyof typeof looks;

/** The classes of a button, for links that look like one. */
export const buttonClass = (look: Look = "outline", className?: string): string =>
  clsx(
    "inline-flex min-h-11 items-center justify-center gap-2 rounded-control px-4 font-medium transition-colors duration-150",
    "disabled:cursor-not-allowed disabled:opacity-50",
    looks[look],
    className,
  );

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: Look };

export function Button({ look = "outline", className, type = "button", ...props }: ButtonProps) {
  return <button {...props} type={type} className={buttonClass(look, className)} />;
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "aria-label"> & {
  readonly label: string;
  readonly children: ReactNode;
  readonly pressed?: boolean;
};

/** A round 44 px target; `label` is its name and its tooltip. */
export function IconButton({ label, pressed, className, type = "button", ...props }: IconButtonProps) {
  return (
    <button
      {...props}
      type={type}
      aria-label={label}
      aria-pressed={pressed}
      title={label}
      className={clsx(
        "inline-grid size-11 shrink-0 place-items-center rounded-full text-ink-2 transition-colors duration-150 hover:text-ink",
        "disabled:cursor-not-allowed disabled:opacity-40",
        className,
      )}
    />
  );
}
