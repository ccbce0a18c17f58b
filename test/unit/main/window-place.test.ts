import { describe, expect, it } from 'vitest';
import { isInSight, panelPlace } from '../../../src/main/window-place.ts';

const size = { width: 480, height: 640 };
const noIcon = { x: 0, y: 0, width: 0, height: 0 };

describe('the panel at the tray', () => {
  it('stands above an icon in a bar below, and within the screen', () => {
    const area = { x: 0, y: 0, width: 1920, height: 1040 };
    const icon = { x: 1700, y: 1048, width: 24, height: 24 };
    expect(panelPlace(icon, area, size, 'bottom')).toEqual({ x: 1432, y: 392, ...size });
    expect(panelPlace({ ...icon, x: 1000 }, area, size, 'bottom')).toEqual({ x: 772, y: 392, ...size });
  });

  it('stands below an icon in a bar above, on whichever screen that is', () => {
    const area = { x: -1440, y: 25, width: 1440, height: 875 };
    const icon = { x: -700, y: 0, width: 22, height: 25 };
    expect(panelPlace(icon, area, size, 'top')).toEqual({ x: -929, y: 33, ...size });
  });

  it('stands beside an icon in a bar at a side', () => {
    const area = { x: 60, y: 0, width: 1860, height: 1080 };
    const icon = { x: 20, y: 1000, width: 24, height: 24 };
    expect(panelPlace(icon, area, size, 'bottom')).toEqual({ x: 68, y: 432, ...size });
    const right = { x: 0, y: 0, width: 1860, height: 1080 };
    expect(panelPlace({ ...icon, x: 1880 }, right, size, 'bottom')).toEqual({ x: 1372, y: 432, ...size });
  });

  it('stands in the corner where the place of the icon is not told, and is no larger than the screen', () => {
    const area = { x: 0, y: 0, width: 1000, height: 500 };
    expect(panelPlace(noIcon, area, size, 'bottom')).toEqual({ x: 512, y: 8, width: 480, height: 484 });
    const high = { ...area, height: 900 };
    expect(panelPlace(noIcon, high, size, 'bottom').y).toBe(252);
    expect(panelPlace(noIcon, high, size, 'top').y).toBe(8);
  });
});

describe('the place of the last window', () => {
  const areas = [{ x: 0, y: 0, width: 1920, height: 1040 }];

  it('is taken again where it can be seen and moved', () => {
    expect(isInSight({ x: 100, y: 100, ...size }, areas)).toBe(true);
    expect(isInSight({ x: -380, y: 100, ...size }, areas)).toBe(true);
  });

  it('is not where its screen is gone', () => {
    expect(isInSight({ x: 2000, y: 100, ...size }, areas)).toBe(false);
    expect(isInSight({ x: -381, y: 100, ...size }, areas)).toBe(false);
    expect(isInSight({ x: 100, y: -30, ...size }, areas)).toBe(false);
    expect(isInSight({ x: 100, y: 1010, ...size }, areas)).toBe(false);
  });
});
