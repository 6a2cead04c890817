"use client";

import { type RefObject, useEffect, useMemo, useRef } from "react";
import { type Camera, createCamera } from "./camera";
import { createDots } from "./dots";
import { listenToGestures } from "./gestures";
import type { Point } from "./grid";
import { artistAt } from "./hit";
import { drawInk } from "./ink";
import type { MapSheet } from "./map-sheet";
import type { Marks } from "./marks";
import { type Plan, planNames } from "./plan";
import { fitScale, type Size } from "./projection";
import { onThemeChange, readTheme } from "./theme";

export type Stage = {
  readonly frame: RefObject<HTMLDivElement | null>;
  readonly dots: RefObject<HTMLCanvasElement | null>;
  readonly ink: RefObject<HTMLCanvasElement | null>;
  readonly camera: Camera;
};

type StageOptions = {
  readonly sheet: MapSheet;
  readonly marks: Marks;
  readonly selected: number | undefined;
  readonly isInPage: boolean;
  readonly onSelect: (artist: number | undefined) => void;
  /** Called after each frame, for what stands above the canvas and moves along. */
  readonly onDrawn: (camera: Camera) => void;
  /** Called once, when the size is known. */
  readonly onReady: (camera: Camera) => void;
};

/** Pixels of all dots together: above that they are drawn a little coarser rather than late. */
const MOST_PIXELS = 2_600_000;

/** The canvases, their camera and the hands on it. What changes is drawn with the next frame, once. */
export function useStage(options: StageOptions): Stage {
  const frame = useRef<HTMLDivElement>(null);
  const dots = useRef<HTMLCanvasElement>(null);
  const ink = useRef<HTMLCanvasElement>(null);
  const latest = useRef(options);
  const plan = useRef<{ readonly of: string; readonly plan: Plan } | undefined>(undefined);
  const redraw = useRef(() => {});
  const camera = useMemo(
    () =>
      createCamera({
        onChange: () => redraw.current(),
        requestFrame: (call) => window.requestAnimationFrame(call),
        cancelFrame: (id) => window.cancelAnimationFrame(id),
        reducedMotion: () => window.matchMedia("(prefers-reduced-motion: reduce)").matches,
      }),
    [],
  );
  useEffect(() => {
    latest.current = options;
    redraw.current();
  });

  const { sheet } = options;
  useEffect(() => {
    const element = frame.current;
    const [lower, upper] = [dots.current, ink.current];
    if (!element || !lower || !upper) return;
    const painter = createDots(lower, sheet);
    let theme = readTheme(element);
    let asked: number | undefined;
    const paint = () => {
      asked = undefined;
      const size = camera.size();
      if (size.width === 0 || size.height === 0) return;
      const view = camera.view();
      const density = Math.min(window.devicePixelRatio || 1, 2);
      const coarse = Math.min(density, Math.sqrt(MOST_PIXELS / (size.width * size.height)));
      painter.draw(view, size, coarse, theme.dot);
      const { marks, selected } = latest.current;
      drawInk(upper, { sheet, plan: planOf(size), marks, view, size, density, theme, selected });
      latest.current.onDrawn(camera);
    };
    const planOf = (size: Size): Plan => {
      const { marks } = latest.current;
      const key = `${sheet.model} ${Math.round(fitScale(size))} ${marks.marks.map(({ artist }) => artist)}`;
      if (plan.current?.of !== key) plan.current = { of: key, plan: planNames(sheet, marks, fitScale(size)) };
      return plan.current.plan;
    };
    redraw.current = () => {
      asked ??= window.requestAnimationFrame(paint);
    };
    const onTap = (at: Point) => {
      const { marks, onSelect } = latest.current;
      const [view, size] = [camera.view(), camera.size()];
      const isMarked = (artist: number) => marks.of.has(artist);
      onSelect(artistAt(at, { sheet, plan: planOf(size), view, size, isMarked }));
    };
    let isReady = false;
    const observer = new ResizeObserver(() => {
      camera.resize({ width: element.clientWidth, height: element.clientHeight });
      if (isReady || element.clientWidth === 0) return;
      isReady = true;
      latest.current.onReady(camera);
    });
    observer.observe(element);
    const stops = [
      listenToGestures(element, camera, { onTap, leavesWheel: () => latest.current.isInPage }),
      onThemeChange(() => {
        theme = readTheme(element);
        redraw.current();
      }),
    ];
    // Names are set in the page's faces as soon as they are there.
    void document.fonts.ready.then(() => redraw.current());
    return () => {
      observer.disconnect();
      camera.stop();
      for (const stop of stops) stop();
      if (asked !== undefined) window.cancelAnimationFrame(asked);
      redraw.current = () => {};
    };
  }, [sheet, camera]);
  return { frame, dots, ink, camera };
}
