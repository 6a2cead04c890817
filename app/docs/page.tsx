import type { Metadata } from "next";
import { Operation } from "@/components/api-docs/operation";
import { readOperations } from "@/components/api-docs/read-document";
import { Footer } from "@/components/chrome/footer";
import { Header } from "@/components/chrome/header";
import { pageMessages } from "@/components/page-messages";
import { openApiDocument } from "@/lib/api/openapi";
import { getContainer } from "@/lib/server/container";

export const metadata: Metadata = { title: pageMessages.docs.title };

export default async function DocsPage() {
  const { info } = await getContainer();
  const operations = readOperations(openApiDocument());
  const tags = [...new Set(operations.map((operation) => operation.tag))];
  return (
    <>
      <Header />
      <main id="main" className="page grid flex-1 gap-x-16 pt-10 lg:grid-cols-[14rem_minmax(0,1fr)]">
        <nav aria-label={pageMessages.docs.contents} className="top-8 mb-8 self-start lg:sticky">
          <ul>
            {operations.map((operation) => (
              <li key={operation.id}>
                <a
                  href={`#${operation.id}`}
                  className="inline-flex min-h-11 items-center text-small text-ink-2 hover:text-ink lg:min-h-8"
                >
                  {operation.summary}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div>
          <h1 className="text-display">{pageMessages.docs.title}</h1>
          <p className="mt-4 max-w-2xl text-lead text-ink-2">
            {pageMessages.docs.lead}{" "}
            <a href="/api/openapi.json" className="text-amber-ink underline underline-offset-4">
              {pageMessages.docs.document}
            </a>
          </p>
          {tags.map((tag) => (
            <div key={tag} className="mt-10">
              <h2 className="eyebrow font-sans tracking-normal">{tag}</h2>
              <div className="mt-3">
                {operations
                  .filter((operation) => operation.tag === tag)
                  .map((operation) => (
                    <Operation key={operation.id} operation={operation} />
                  ))}
              </div>
            </div>
          ))}
        </div>
      </main>
      <Footer serviceLabel={info.serviceLabel} ownMusic={info.capabilities.ownMusic} />
    </>
  );
}
