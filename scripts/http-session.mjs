// A listener without a browser: signs in at a running Longwave through the sandbox's consent and keeps the cookies.
// For benchmarks and for tests of the HTTP API.

/** Signs `account` in and returns `fetch`-like calls with the session's cookies; `cookie` is their header. */
export async function signIn(baseUrl, account) {
  const session = createSession(baseUrl);
  const form = await startForm(session, baseUrl);
  const started = await session.call("/api/auth/signin/spotify", { method: "POST", body: form });
  const { url } = await started.json();
  const consent = new URL(url);
  const answer = new URLSearchParams(consent.searchParams);
  answer.set("account", account);
  const granted = await fetch(new URL("/authorize", consent), {
    method: "POST",
    body: answer,
    redirect: "manual",
  });
  await session.call(granted.headers.get("location"));
  return session.proven(account);
}

/** The same at a music service that knows names and passwords. */
export async function signInByPassword(baseUrl, username, password) {
  const session = createSession(baseUrl);
  const form = await startForm(session, baseUrl);
  form.set("username", username);
  form.set("password", password);
  await session.call("/api/auth/callback/subsonic", { method: "POST", body: form });
  return session.proven(username);
}

async function startForm({ call }, baseUrl) {
  const { csrfToken } = await (await call("/api/auth/csrf")).json();
  return new URLSearchParams({ csrfToken, callbackUrl: `${baseUrl}/stations`, json: "true" });
}

function createSession(baseUrl) {
  const jar = new Map();
  const cookie = () => [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
  const call = async (path, init = {}) => {
    const url = new URL(path, baseUrl);
    const headers = new Headers(init.headers);
    if (jar.size > 0) headers.set("cookie", cookie());
    const response = await fetch(url, { ...init, headers, redirect: "manual" });
    for (const line of response.headers.getSetCookie()) {
      const [pair] = line.split(";");
      const separator = pair.indexOf("=");
      const name = pair.slice(0, separator);
      if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, pair.slice(separator + 1));
    }
    return response;
  };
  const post = (path, body) =>
    call(path, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
    });
  const proven = (account) => {
    if ([...jar.keys()].some((name) => name.includes("session-token"))) return { call, post, cookie };
    throw new Error(`${account} could not sign in at ${baseUrl}.`);
  };
  return { call, proven };
}

/** Waits until the server answers its health check, or that of the sandbox at its own path. */
export async function waitUntilReady(baseUrl, { path = "/api/health", timeoutMs = 120_000 } = {}) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const ready = await fetch(baseUrl + path).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`No answer from ${baseUrl}${path} within ${timeoutMs / 1000} s.`);
}
