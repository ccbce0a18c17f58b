import type { Rectangle } from 'electron';

type Size = Pick<Rectangle, 'width' | 'height'>;

/** Between the panel and the edges of the screen, in pixels. */
const gap = 8;

/**
 * Where the window stands near the icon in the tray: at the edge of the screen where that is, and above, below or beside
 * it.
 *
 * @param icon its place; where the system does not tell, it has no size
 * @param area of the screen that bars leave free
 * @param corner where it stands when the icon's place is not known
 */
export function panelPlace(
  icon: Rectangle,
  area: Rectangle,
  size: Size,
  corner: 'top' | 'bottom',
): Rectangle {
  const width = Math.min(size.width, area.width - 2 * gap);
  const height = Math.min(size.height, area.height - 2 * gap);
  const left = area.x + gap;
  const right = area.x + area.width - width - gap;
  const top = area.y + gap;
  const bottom = area.y + area.height - height - gap;
  if (icon.width === 0 || icon.height === 0)
    return { x: right, y: corner === 'top' ? top : bottom, width, height };
  const besideIcon = between(left, icon.x + icon.width / 2 - width / 2, right);
  const atIcon = between(top, icon.y + icon.height / 2 - height / 2, bottom);
  const middle = { x: icon.x + icon.width / 2, y: icon.y + icon.height / 2 };
  // A bar at a side; most are above or below.
  if (middle.x < area.x) return { x: left, y: atIcon, width, height };
  if (middle.x > area.x + area.width) return { x: right, y: atIcon, width, height };
  return { x: besideIcon, y: middle.y < area.y + area.height / 2 ? top : bottom, width, height };
}

/** Whether enough of a window would be on one of the screens for it to be found and moved. */
export function isInSight(place: Rectangle, areas: readonly Rectangle[]): boolean {
  return areas.some((area) => {
    const width = Math.min(place.x + place.width, area.x + area.width) - Math.max(place.x, area.x);
    const isTitleThere = place.y >= area.y && place.y < area.y + area.height - 40;
    return width >= 100 && isTitleThere;
  });
}

function between(least: number, value: number, most: number): number {
  return Math.round(Math.max(least, Math.min(value, most)));
}
