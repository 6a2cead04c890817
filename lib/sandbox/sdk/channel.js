// The private line between the page and the sandbox: register as a device, hear what it should play, say what the listener did.
// The server is the one that the script came from.

const SERVER = new URL(document.currentScript?.src ?? location.href).origin;

/** A refusal by the sandbox, with the HTTP status that tells why. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {{ token: string, name: string, volume: number }} input @returns {Promise<{ device_id: string, expires_in_ms: number }>} */
export function register({ token, name, volume }) {
  return send("POST", "/sdk/devices", { body: { name, volume }, token });
}

/** @param {string} deviceId @param {object} body @param {string} [token] @returns {Promise<{ reason: string | null, state: object | null }>} */
export function command(deviceId, body, token) {
  return send("POST", `/sdk/devices/${deviceId}/commands`, { body, token });
}

/** @param {string} deviceId */
export function leave(deviceId) {
  // The page may be on its way out: the request must outlive it.
  return send("DELETE", `/sdk/devices/${deviceId}`, { keepalive: true });
}

/**
 * Listens until closed. `onLost` comes once for each loss; `gone` = the sandbox does not know the device any more.
 * @param {string} deviceId
 * @param {{ onOpen: () => void, onEvent: (event: any) => void, onLost: (gone: boolean) => void }} handlers
 * @returns {() => void} ends it
 */
export function listen(deviceId, { onOpen, onEvent, onLost }) {
  const source = new EventSource(`${SERVER}/sdk/devices/${deviceId}/events`);
  source.onopen = onOpen;
  source.onmessage = (message) => onEvent(JSON.parse(message.data));
  source.onerror = () => onLost(source.readyState === EventSource.CLOSED);
  return () => source.close();
}

async function send(method, path, { body, token, keepalive = false } = {}) {
  const response = await fetch(`${SERVER}${path}`, {
    method,
    keepalive,
    headers: {
      ...(body && { "content-type": "application/json" }),
      ...(token && { authorization: `Bearer ${token}` }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  const answer = text ? JSON.parse(text) : null;
  if (!response.ok) throw new Refused(response.status, answer?.error?.message ?? "The sandbox refused");
  return answer;
}
