import type { ReactNode } from "react";
import { Footer } from "./footer";
import { Header } from "./header";

type ProsePageProps = {
  readonly title: string;
  readonly serviceLabel: string;
  readonly ownMusic: boolean;
  readonly children: ReactNode;
};

/** A page to read: one column, comfortable lines. */
export function ProsePage({ title, serviceLabel, ownMusic, children }: ProsePageProps) {
  return (
    <>
      <Header />
      <main id="main" className="page flex-1 pt-10">
        <h1 className="text-display">{title}</h1>
        <div className="mt-8 max-w-2xl space-y-8">{children}</div>
      </main>
      <Footer serviceLabel={serviceLabel} ownMusic={ownMusic} />
    </>
  );
}

type ProseSectionProps = {
  readonly title: string;
  readonly paragraphs: readonly string[];
};

export function ProseSection({ title, paragraphs }: ProseSectionProps) {
  return (
    <section>
      <h2 className="text-title">{title}</h2>
      {paragraphs.map((paragraph) => (
        <p key={paragraph} className="mt-2 text-ink-2">
          {paragraph}
        </p>
      ))}
    </section>
  );
}
