import type { NextRequest } from "next/server";
import NextAuth from "next-auth";
import { errorResponse } from "@/lib/api/error-response";
import { AppError } from "@/lib/errors";
import { getContainer } from "@/lib/server/container";

type Context = { readonly params: Promise<{ nextauth: string[] }> };

async function handle(request: NextRequest, context: Context): Promise<Response> {
  // next-auth lets anybody write into the server's log here; nothing of ours uses it.
  if ((await context.params).nextauth[0] === "_log") return new Response(null, { status: 204 });
  const { auth } = await getContainer();
  try {
    return await NextAuth(request, context, auth.nextAuthOptions);
  } catch (error) {
    // next-auth parses the body itself and lets the parser's error through.
    if (!(error instanceof SyntaxError)) throw error;
    const fault = new AppError("invalid_request", "The body is not well-formed JSON.", { cause: error });
    return errorResponse(fault, crypto.randomUUID());
  }
}

export { handle as GET, handle as POST };
