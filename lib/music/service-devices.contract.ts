// The part of the music services' suite about players elsewhere: what is started on a device, and how it is steered.
// Called by service.contract.ts; services without devices skip it.

import { expect, it } from "vitest";
import { expectCode } from "./expect-code.fixture";
import type { ListenerMusic } from "./service";

export type DeviceHarness = {
  readonly music: ListenerMusic;
  /** Calls that have reached the backend. */
  calls(): number;
  /** Two devices that are there and play nothing, and two tracks for them; absent = the service has no devices. */
  readonly devices?: {
    readonly ids: readonly [string, string];
    readonly uris: readonly [string, string];
  };
};

export function itPlays(get: () => DeviceHarness): void {
  it("starts tracks on a device, where the service can be told to", async (context) => {
    const { music, calls, devices } = get();
    if (!music.playOn) return context.skip("this service is played by the page itself");
    const before = calls();
    const { ids, uris } = devices ?? { ids: ["device"], uris: ["a:track"] };
    const started = await music.playOn({ deviceId: ids[0], trackUris: [...uris], positionMs: 1_000 });
    expect(started).toBeUndefined();
    expect(calls()).toBeGreaterThan(before);
  });
}

export function itControlsDevices(get: () => DeviceHarness): void {
  const open = () => {
    const { music, devices } = get();
    if (!music.devices || !music.playOn || !devices) return undefined;
    return { remote: music.devices, playOn: music.playOn, ...devices };
  };
  const NONE = "this service is played by the page itself";

  it("lists the devices that are there, and which of them plays", async (context) => {
    const opened = open();
    if (!opened) return context.skip(NONE);
    const { remote, playOn, ids, uris } = opened;
    const listed = await remote.listDevices();
    expect(listed.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(listed.filter(({ active }) => active)).toEqual([]);
    for (const { name, type, controllable } of listed) {
      expect([name, type].every((text) => text.length > 0) && controllable).toBe(true);
    }
    await playOn({ deviceId: ids[1], trackUris: [uris[0]] });
    const active = (await remote.listDevices()).filter((device) => device.active);
    expect(active.map(({ id }) => id)).toEqual([ids[1]]);
  });

  it("says that nothing plays, and then what plays, where and how far", async (context) => {
    const opened = open();
    if (!opened) return context.skip(NONE);
    const { remote, playOn, ids, uris } = opened;
    expect(await remote.findPlayback()).toBeUndefined();
    await playOn({ deviceId: ids[0], trackUris: uris, positionMs: 5_000 });
    const playback = await remote.findPlayback();
    expect(playback).toMatchObject({ deviceId: ids[0], paused: false });
    expect(playback?.trackIds.some((id) => uris[0].endsWith(id))).toBe(true);
    expect(playback?.positionMs).toBeGreaterThanOrEqual(5_000);
    expect(playback?.lengthMs).toBeGreaterThan(5_000);
  });

  it("pauses, goes on, moves in the song and hands it over, and minds no command given twice", async (context) => {
    const opened = open();
    if (!opened) return context.skip(NONE);
    const { remote, playOn, ids, uris } = opened;
    await playOn({ deviceId: ids[0], trackUris: uris });
    await remote.pause(ids[0]);
    await remote.pause(ids[0]);
    expect(await remote.findPlayback()).toMatchObject({ paused: true });
    await remote.seek(ids[0], 30_000.4);
    expect(await remote.findPlayback()).toMatchObject({ paused: true, positionMs: 30_000 });
    await remote.setVolume(ids[0], 0.5);
    await remote.transferTo({ deviceId: ids[1], play: false });
    expect(await remote.findPlayback()).toMatchObject({ deviceId: ids[1], paused: true, positionMs: 30_000 });
    await remote.resume(ids[1]);
    await remote.resume(ids[1]);
    expect(await remote.findPlayback()).toMatchObject({ deviceId: ids[1], paused: false });
    await remote.transferTo({ deviceId: ids[0], play: true });
    expect(await remote.findPlayback()).toMatchObject({ deviceId: ids[0], paused: false });
  });

  it("says that a device is not there any more", async (context) => {
    const opened = open();
    if (!opened) return context.skip(NONE);
    const { remote, playOn, ids, uris } = opened;
    await playOn({ deviceId: ids[0], trackUris: uris });
    await expectCode(remote.transferTo({ deviceId: "switched-off", play: true }), "not_found");
    await expectCode(remote.pause("switched-off"), "not_found");
    await expectCode(remote.seek("switched-off", 0), "not_found");
  });
}
