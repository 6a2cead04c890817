// Loads the Web Playback SDK's script once. Its address comes from the server: Spotify's own, or the sandbox's.

let loading: Promise<typeof Spotify> | undefined;

/** Resolves to the SDK's namespace; rejects when the script cannot be had, and a later call tries again. */
export function loadSdk(url: string): Promise<typeof Spotify> {
  loading ??= new Promise<typeof Spotify>((resolve, reject) => {
    // The script calls this as soon as it has run, so it must stand before the script is asked for.
    window.onSpotifyWebPlaybackSDKReady = () => resolve(window.Spotify);
    const script = document.createElement("script");
    script.src = url;
    script.async = true;
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Error(`The player's script could not be loaded from ${new URL(url).host}.`));
    };
    document.head.append(script);
  });
  return loading;
}
