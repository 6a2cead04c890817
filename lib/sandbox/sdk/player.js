// Spotify.Player as documented, over the sandbox: the same methods and events, and the same awkward order of events.
// Duplicates, a first state that still loads, two states at the end of a list, null when playback moves away.
import { command, leave, listen, Refused, register } from "./channel.js";
import { createSound, pause } from "./sound.js";

const EVENTS = [
  "ready",
  "not_ready",
  "player_state_changed",
  "autoplay_failed",
  "initialization_error",
  "authentication_error",
  "account_error",
  "playback_error",
];
/** How far the first state of a track has its length wrong. */
const LENGTH_ERROR_MS = 24;
const DUPLICATE_AFTER_MS = 30;
/** The last state of a list says paused this much before the end. */
const SHORT_OF_END_MS = 160;
const UNPROMPTED_EVERY_MS = 50_000;
const RECONNECT_AFTER_MS = 1_500;

/** One sound a page, whatever number of players is made. */
const sound = createSound();

class Player {
  #listeners = new Map(EVENTS.map((event) => [event, new Set()]));
  #deviceId;
  #close;
  #isConnected = false;
  #isLost = false;
  /** The last state from the server, with when it came by the page's own clock. */
  #state = null;
  #receivedAt = 0;
  #timers = { end: 0, token: 0, unprompted: 0, reconnect: 0 };

  constructor(options) {
    if (typeof options?.name !== "string" || typeof options.getOAuthToken !== "function") {
      throw new Error("Player needs a name and getOAuthToken");
    }
    this._options = { volume: 1, enableMediaSession: false, ...options, id: "" };
    sound.setVolume(clampUnit(this._options.volume));
  }

  addListener(event, callback) {
    const callbacks = this.#listeners.get(event);
    if (!callbacks || typeof callback !== "function" || callbacks.has(callback)) return false;
    callbacks.add(callback);
    return true;
  }

  on(event, callback) {
    return this.addListener(event, callback);
  }

  removeListener(event, callback) {
    const callbacks = this.#listeners.get(event);
    if (!callbacks) return false;
    if (callback === undefined) callbacks.clear();
    else return callbacks.delete(callback);
    return true;
  }

  async connect() {
    if (this.#isConnected) return true;
    // The real one plays protected music only.
    if (typeof AudioContext === "undefined" || !navigator.requestMediaKeySystemAccess)
      return this.#fail("initialization_error", "Failed to initialize player");
    this.#isConnected = true;
    try {
      const token = await this.#askToken();
      const { name } = this._options;
      const device = await register({ token, name, volume: sound.getVolume() });
      if (!this.#isConnected) {
        await leave(device.device_id);
        return false;
      }
      this.#attach(device);
      return true;
    } catch (cause) {
      this.#isConnected = false;
      return this.#fail(...blame(cause));
    }
  }

  disconnect() {
    clearTimeout(this.#timers.reconnect);
    const deviceId = this.#deviceId;
    this.#detach();
    this.#isConnected = false;
    // What cannot be reached any more need not be told.
    if (deviceId) leave(deviceId).catch(() => undefined);
    if (deviceId) this.#emit("not_ready", { device_id: deviceId });
  }

  async getCurrentState() {
    return this.#snapshot();
  }

  async setName(name) {
    this._options.name = name;
    await this.#tell({ command: "name", value: name });
  }

  async getVolume() {
    return sound.getVolume();
  }

  async setVolume(volume) {
    sound.setVolume(clampUnit(volume));
    await this.#tell({ command: "volume", value: clampUnit(volume) });
  }

  async pause() {
    await this.#control({ command: "pause" });
  }

  async resume() {
    await this.#control({ command: "resume" });
  }

  async togglePlay() {
    await this.#control({ command: this.#state?.paused ? "resume" : "pause" });
  }

  async seek(positionMs) {
    await this.#control({ command: "seek", value: Math.max(0, Number(positionMs) || 0) });
  }

  async previousTrack() {
    await this.#control({ command: "previous" });
  }

  async nextTrack() {
    await this.#control({ command: "next" });
  }

  async activateElement() {
    await sound.unlock();
  }

  #askToken() {
    return new Promise((resolve) => this._options.getOAuthToken(resolve));
  }

  #attach({ device_id: deviceId, expires_in_ms: expiresInMs }) {
    this.#deviceId = deviceId;
    this._options.id = deviceId;
    this.#isLost = false;
    let isFirst = true;
    this.#close = listen(deviceId, {
      onOpen: () => {
        if (isFirst || this.#isLost) this.#emit("ready", { device_id: deviceId });
        isFirst = false;
        this.#isLost = false;
      },
      onEvent: (event) => {
        if (event.type === "volume") sound.setVolume(event.volume);
        else if (event.type === "renew") this.#renew();
        else this.#apply(event.reason, event.state);
      },
      onLost: (gone) => this.#lose(gone),
    });
    this.#renewToken(expiresInMs);
    this.#timers.unprompted = setInterval(() => {
      if (this.#state && !this.#state.paused) this.#announce();
    }, UNPROMPTED_EVERY_MS);
  }

  #detach() {
    this.#close?.();
    this.#close = undefined;
    this.#deviceId = undefined;
    this.#state = null;
    sound.stop();
    clearTimeout(this.#timers.end);
    clearTimeout(this.#timers.token);
    clearInterval(this.#timers.unprompted);
  }

  /** The line is down: the browser tries again by itself, but a device that is gone has to register anew. */
  #lose(gone) {
    const deviceId = this.#deviceId;
    if (!this.#isLost && deviceId) this.#emit("not_ready", { device_id: deviceId });
    this.#isLost = true;
    if (!gone) return;
    this.#detach();
    this.#isConnected = false;
    this.#timers.reconnect = setTimeout(() => void this.connect(), RECONNECT_AFTER_MS);
  }

  /** The service gives the page another device id: all it says is ready once more. */
  #renew() {
    this.#detach();
    this.#isConnected = false;
    void this.connect();
  }

  /** Shortly before the token runs out the page is asked for another, as long as it is connected. */
  #renewToken(expiresInMs) {
    clearTimeout(this.#timers.token);
    const wait = Math.min(Math.max(1_000, expiresInMs - 30_000), 2_000_000_000);
    this.#timers.token = setTimeout(async () => {
      if (!this.#deviceId) return;
      try {
        const { expires_in_ms } = await command(this.#deviceId, { command: "token" }, await this.#askToken());
        this.#renewToken(expires_in_ms);
      } catch (cause) {
        this.#fail(...blame(cause));
      }
    }, wait);
  }

  /** A command of the listener's in this page; what changed comes back with the answer. */
  async #control(body) {
    const answer = await this.#tell(body);
    if (answer?.reason) this.#apply(answer.reason, answer.state);
  }

  async #tell(body) {
    if (!this.#deviceId) return undefined;
    try {
      return await command(this.#deviceId, body);
    } catch (cause) {
      this.#fail("playback_error", cause instanceof Refused ? cause.message : "Playback failed");
      return undefined;
    }
  }

  #apply(reason, state) {
    clearTimeout(this.#timers.end);
    this.#state = state;
    this.#receivedAt = performance.now();
    if (state === null) {
      sound.stop();
      this.#emit("player_state_changed", null);
      return;
    }
    if (state.paused) sound.stop();
    else if (reason !== "queue") void this.#start(state);
    this.#describeInMediaSession(state);
    void this.#announceAs(reason);
  }

  async #start(state) {
    const track = state.track_window.current_track;
    if (!track.is_playable) {
      // Told first, so that it cannot come after what the page does about it, and stop another track.
      await this.#control({ command: "pause" });
      if (this.#state?.track_window.current_track.id !== track.id) return;
      this.#fail("playback_error", "Playback failed: the track is not available");
      return;
    }
    if (!(await sound.unlock())) {
      this.#emit("autoplay_failed", null);
      await this.#control({ command: "pause" });
      return;
    }
    if (this.#state !== state) return;
    sound.play(track.id, this.#position());
    this.#timers.end = setTimeout(
      () => void this.#end(state),
      Math.max(0, state.duration - this.#position()),
    );
  }

  async #end(state) {
    if (this.#state !== state) return;
    const isLast = state.track_window.next_tracks.length === 0 && state.repeat_mode === 0;
    sound.stop();
    if (isLast) this.#emitState({ paused: true, position: state.duration - SHORT_OF_END_MS });
    await this.#control({ command: "ended", value: state.playback_id });
  }

  /** The order of events that the real SDK has been seen to send. */
  async #announceAs(reason) {
    const state = this.#state;
    const isNewTrack = reason === "play" || reason === "skip" || reason === "ended";
    if (isNewTrack && !state.paused) {
      this.#emitState({
        loading: true,
        paused: false,
        position: state.position,
        duration: state.duration + LENGTH_ERROR_MS,
      });
      await pause(90);
    }
    if (this.#state !== state) return;
    this.#announce();
    if (reason === "queue" || reason === "sync") return;
    await pause(DUPLICATE_AFTER_MS);
    if (this.#state === state) this.#announce();
  }

  #announce() {
    this.#emitState({});
  }

  #emitState(changes) {
    const state = this.#snapshot();
    if (state) this.#emit("player_state_changed", { ...state, ...changes });
  }

  #snapshot() {
    if (!this.#state) return null;
    return { ...structuredClone(this.#state), position: this.#position(), timestamp: Date.now() };
  }

  #position() {
    if (!this.#state) return 0;
    const moved = this.#state.paused ? 0 : performance.now() - this.#receivedAt;
    return Math.round(Math.min(this.#state.position + moved, this.#state.duration));
  }

  #fail(event, message) {
    this.#emit(event, { message });
    return false;
  }

  #emit(event, payload) {
    for (const callback of [...(this.#listeners.get(event) ?? [])]) callback(payload);
  }

  #describeInMediaSession(state) {
    if (!this._options.enableMediaSession || !("mediaSession" in navigator)) return;
    const { name, artists, album } = state.track_window.current_track;
    navigator.mediaSession.metadata = new MediaMetadata({
      title: name,
      artist: artists.map((artist) => artist.name).join(", "),
      album: album.name,
      artwork: album.images.map(({ url, width, height }) => ({ src: url, sizes: `${width}x${height}` })),
    });
    navigator.mediaSession.playbackState = state.paused ? "paused" : "playing";
    const actions = { play: "resume", pause: "pause", previoustrack: "previous", nexttrack: "next" };
    for (const [action, name] of Object.entries(actions)) {
      navigator.mediaSession.setActionHandler(action, () => void this.#control({ command: name }));
    }
  }
}

/** Which of the SDK's error events a refusal is. */
function blame(cause) {
  if (!(cause instanceof Refused)) return ["initialization_error", "Failed to initialize player"];
  if (cause.status === 401)
    return [
      "authentication_error",
      cause.message.includes("scopes") ? cause.message : "Authentication failed",
    ];
  if (cause.status === 403) return ["account_error", cause.message];
  return ["initialization_error", cause.message];
}

function clampUnit(value) {
  return Math.min(1, Math.max(0, Number(value) || 0));
}

window.Spotify = { Player };
if (typeof window.onSpotifyWebPlaybackSDKReady === "function") {
  // After the script's own turn, as the real SDK does it.
  queueMicrotask(() => window.onSpotifyWebPlaybackSDKReady());
} else {
  throw new Error("onSpotifyWebPlaybackSDKReady is not defined");
}
