import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { Providers } from "@/components/chrome/providers";
import { SandboxRibbon } from "@/components/chrome/sandbox-ribbon";
import { themeScript } from "@/components/chrome/theme";
import { messages } from "@/components/messages";
import { getContainer } from "@/lib/server/container";
import { fontVariables } from "./fonts";

export async function generateMetadata(): Promise<Metadata> {
  const { env } = await getContainer();
  return {
    metadataBase: new URL(env.NEXTAUTH_URL),
    title: { default: messages.product, template: `%s · ${messages.product}` },
    description: messages.tagline,
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: "(prefers-color-scheme: dark)", color: "#13100c" },
    { media: "(prefers-color-scheme: light)", color: "#f7f2e7" },
  ],
};

/** What proxy.ts allows this page's own scripts by; pages that it does not see have no scripts. */
async function readNonce(): Promise<string | undefined> {
  const policy = (await headers()).get("content-security-policy");
  return policy?.match(/'nonce-([^']+)'/)?.[1];
}

// Which service is connected, and who listens, is known only when a request comes.
export const dynamic = "force-dynamic";

export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const [{ info }, nonce] = await Promise.all([getContainer(), readNonce()]);
  return (
    <html lang="en" className={fontVariables} suppressHydrationWarning>
      <head>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of ours, run before the first paint. */}
        <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body className="flex flex-col">
        <Providers>
          <a
            href="#main"
            className="sr-only focus:not-sr-only focus:absolute focus:z-50 focus:bg-raised focus:p-4"
          >
            {messages.skipToContent}
          </a>
          <SandboxRibbon notice={info.notice} />
          {children}
        </Providers>
      </body>
    </html>
  );
}
