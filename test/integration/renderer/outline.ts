/** What is seen at one place of the window. */
export interface Seen {
  readonly kind: 'control' | 'text' | 'icon' | 'box';
  readonly name: string;
  /** In CSS pixels, rounded: left, top, width and height of what is in sight. */
  readonly at: readonly [left: number, top: number, width: number, height: number];
}

interface Part {
  readonly kind: Seen['kind'];
  readonly element: Element;
  readonly inSight: Rect;
  /** What of it must not lie on anything else: a text's lines, the sign of a button that is no more than that, or all of it. */
  readonly solid: readonly Rect[];
}

interface Rect {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

const controls =
  'button, input, select, textarea, summary, a[href], [role=button], [role=tab], [role=menuitem], [role=option]';
/** What stands above the rest of the window, and may cover it. */
const layers = 'dialog, [role=menu], [role=dialog], [role=alertdialog], .menu-title, .dialog-actions';
const tolerance = 1.5;

const isEmpty = ({ left, top, right, bottom }: Rect): boolean => right - left < 1 || bottom - top < 1;

const both = (one: Rect, other: Rect): Rect => ({
  left: Math.max(one.left, other.left),
  top: Math.max(one.top, other.top),
  right: Math.min(one.right, other.right),
  bottom: Math.min(one.bottom, other.bottom),
});

const ownTexts = (element: Element): Text[] =>
  [...element.childNodes].filter((node): node is Text => node instanceof Text && node.data.trim() !== '');

/** The lines of an element's own text. A font may reach beyond its line: that is air, not ink. */
function linesOf(element: Element): Rect[] {
  const { lineHeight } = getComputedStyle(element);
  return ownTexts(element).flatMap((text) => {
    const range = document.createRange();
    range.selectNodeContents(text);
    return [...range.getClientRects()].map(({ left, top, right, bottom }) => {
      const air = Math.max(0, bottom - top - (parseFloat(lineHeight) || bottom - top)) / 2;
      return { left, top: top + air, right, bottom: bottom - air };
    });
  });
}

const around = (rects: readonly Rect[]): Rect => ({
  left: Math.min(...rects.map(({ left }) => left)),
  top: Math.min(...rects.map(({ top }) => top)),
  right: Math.max(...rects.map(({ right }) => right)),
  bottom: Math.max(...rects.map(({ bottom }) => bottom)),
});

/** What is left of a rectangle once all that holds it has cut it. */
function clipped(element: Element, rect: Rect): Rect {
  let left = both(rect, { left: 0, top: 0, right: window.innerWidth, bottom: window.innerHeight });
  for (let holder: Element | null = element; holder !== null; holder = holder.parentElement) {
    const { overflowX, position } = getComputedStyle(holder);
    if (overflowX !== 'visible' && (holder !== element || ownTexts(element).length > 0)) {
      const { left: x, top: y } = holder.getBoundingClientRect();
      const [x0, y0] = [x + holder.clientLeft, y + holder.clientTop];
      left = both(left, {
        left: x0,
        top: y0,
        right: x0 + holder.clientWidth,
        bottom: y0 + holder.clientHeight,
      });
    }
    if (position === 'fixed') break;
  }
  return left;
}

const paints = (element: Element): boolean => {
  const style = getComputedStyle(element);
  const clear = /^(transparent|rgba\(.*, 0\))$/;
  if (!clear.test(style.backgroundColor)) return true;
  return (['Top', 'Right', 'Bottom', 'Left'] as const).some(
    (side) => parseFloat(style[`border${side}Width`]) > 0 && !clear.test(style[`border${side}Color`]),
  );
};

function kindOf(element: Element): Seen['kind'] | undefined {
  if (element.matches(controls)) return 'control';
  if (element instanceof SVGSVGElement) return 'icon';
  if (ownTexts(element).length > 0) return 'text';
  return paints(element) ? 'box' : undefined;
}

/** Something else lies on it, such as a menu or a dialog. */
function isCovered(element: Element, { left, top, right, bottom }: Rect): boolean {
  const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
  return hit === null || !(element.contains(hit) || hit.contains(element));
}

/** For screen readers alone, or behind a question that waits for its answer. */
function isHidden(element: Element): boolean {
  if (element.closest('.visually-hidden, [inert]') !== null) return true;
  for (let holder: Element | null = element; holder !== null; holder = holder.parentElement)
    if (getComputedStyle(holder).clipPath.startsWith('inset(50%')) return true;
  return false;
}

/** Everything in sight, in the order of the document. Within a control only the control counts. */
function parts(): Part[] {
  return [...document.querySelectorAll('#root *')].flatMap((element) => {
    if (isHidden(element)) return [];
    if ((element.parentElement?.closest(`svg, ${controls}`) ?? null) !== null) return [];
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
    const kind = kindOf(element);
    if (kind === undefined) return [];
    const lines = kind === 'text' && !paints(element) ? linesOf(element) : [];
    if (kind === 'text' && !paints(element) && lines.length === 0) return [];
    const whole = lines.length > 0 ? around(lines) : element.getBoundingClientRect();
    const inSight = clipped(element, whole);
    if (isEmpty(inSight) || isCovered(element, inSight)) return [];
    const ink = kind === 'control' && !paints(element) ? [...element.querySelectorAll('svg')] : [];
    const inked = lines.length > 0 ? lines : ink.map((one) => one.getBoundingClientRect());
    const solid = inked.length > 0 ? inked.map((line) => clipped(element, line)) : [inSight];
    return [{ kind, element, inSight, solid: solid.filter((one) => !isEmpty(one)) }];
  });
}

function nameOf(element: Element): string {
  const chosen = element instanceof HTMLSelectElement ? element.selectedOptions[0]?.text : undefined;
  const label = chosen ?? element.getAttribute('aria-label') ?? element.textContent.trim();
  const control = element as HTMLInputElement;
  const names = [label, control.placeholder, control.labels?.[0]?.textContent, element.classList[0]];
  const name = names.find((one) => one !== undefined && one !== '') ?? '';
  return name.replace(/\s+/g, ' ').slice(0, 16).trim();
}

/** What is seen where. */
export function outline(): Seen[] {
  return parts().map(({ kind, element, inSight: { left, top, right, bottom } }) => ({
    kind,
    name: kind === 'icon' || kind === 'box' ? (element.classList[0] ?? '') : nameOf(element),
    at: [Math.round(left), Math.round(top), Math.round(right - left), Math.round(bottom - top)],
  }));
}

const isOverlap = ({ left, top, right, bottom }: Rect): boolean =>
  right - left >= tolerance && bottom - top >= tolerance;

function overlaps(all: readonly Part[]): string[] {
  const inked = all.filter(({ kind }) => kind !== 'box');
  return inked.flatMap((one, index) =>
    inked.slice(index + 1).flatMap((other) => {
      if (one.element.contains(other.element)) return [];
      if (one.element.closest(layers) !== other.element.closest(layers)) return [];
      if (!one.solid.some((here) => other.solid.some((there) => isOverlap(both(here, there))))) return [];
      return [`“${nameOf(one.element)}” and “${nameOf(other.element)}” overlap`];
    }),
  );
}

/** What scrolls sideways. Only what is written by a program may, as its lines do not break. */
const sideways = (): string[] =>
  [...document.querySelectorAll('html, #root *')]
    .filter((one) => !one.matches('pre, code, textarea, input'))
    .filter((one) => one === document.documentElement || /auto|scroll/.test(getComputedStyle(one).overflowX))
    .filter((one) => one.scrollWidth > one.clientWidth + 1)
    .map((one) => `${one.className || one.tagName} scrolls sideways`);

/** Whether a line of text reaches out of what holds it. A part that can be scrolled to is not cut, and a hidden line neither. */
function isCut(element: Element, line: Rect): boolean {
  let scrolls = false;
  for (let holder: Element | null = element; holder !== null; holder = holder.parentElement) {
    // All of it is told where one points at it: the end of a name is left out for the sake of the list.
    if (holder.getAttribute('title')?.includes(element.textContent.trim()) === true) return false;
    const { overflowX, overflowY, position, webkitLineClamp } = getComputedStyle(holder);
    const held = holder.getBoundingClientRect();
    if (overflowX !== 'visible' || holder.matches(controls)) {
      if (line.left < held.left - tolerance || line.right > held.right + tolerance) return true;
      if (overflowX === 'hidden' && holder.scrollWidth > holder.clientWidth + 1 && holder === element)
        return true;
    }
    scrolls ||= /auto|scroll/.test(overflowY);
    if (/hidden|clip/.test(overflowY) && !scrolls) {
      const lost = line.top < held.top - tolerance || line.bottom > held.bottom + tolerance;
      const { top, bottom } = both(line, held);
      if (lost && (webkitLineClamp !== 'none' || bottom - top > 2 * tolerance)) return true;
      if (lost) return false;
    }
    if (position === 'fixed') break;
  }
  return line.left < -tolerance || line.right > window.innerWidth + tolerance;
}

/** A field shows its words in one line, whatever their length. */
function isCutInField(element: Element, wanted: RegExp): boolean {
  const words =
    element instanceof HTMLSelectElement
      ? element.selectedOptions[0]?.text
      : element instanceof HTMLInputElement && element.value === ''
        ? element.placeholder
        : undefined;
  const pen = document.createElement('canvas').getContext('2d');
  // A field that is as wide as the window lets it be cannot show more of its words; its list does.
  const isWidest = element.clientWidth > 0.5 * window.innerWidth;
  if (words === undefined || isWidest || !wanted.test(words) || pen === null) return false;
  const { font, paddingLeft, paddingRight } = getComputedStyle(element);
  pen.font = font;
  const arrow = element instanceof HTMLSelectElement && parseFloat(paddingRight) < 12 ? 16 : 0;
  const room = element.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight) - arrow;
  return pen.measureText(words).width > room + tolerance;
}

/** @param wanted what a text has that must be seen whole; names may end in an ellipsis */
function cuts(wanted: RegExp): string[] {
  return [...document.querySelectorAll('#root *')].flatMap((element) => {
    if (isHidden(element) || element.closest('svg, option') !== null) return [];
    if (!element.checkVisibility({ opacityProperty: true, visibilityProperty: true })) return [];
    const isField = element.matches('select, input');
    const own = ownTexts(element)
      .map(({ data }) => data)
      .join('');
    const isLost = isField
      ? isCutInField(element, wanted)
      : wanted.test(own) && linesOf(element).some((line) => isCut(element, line));
    return isLost ? [`“${isField ? nameOf(element) : own.trim()}” is cut`] : [];
  });
}

/** Everything that is wrong with how the window stands, in words. @param wanted see `cuts`; nothing where it is missing */
export function troubles(wanted?: RegExp): string[] {
  return [...new Set([...overlaps(parts()), ...sideways(), ...(wanted ? cuts(wanted) : [])])];
}
