import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { getContainer } from "@/lib/server/container";

type Context = { readonly params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  // next-auth lets anybody write into the server's log here; nothing of ours uses it.
  if ((await context.params).nextauth[0] === "_log") return new Response(null, { status: 204 });
  const { auth } = await getContainer();
  return NextAuth(request, context, auth.nextAuthOptions);
}

export { handle as GET, handle as POST };
