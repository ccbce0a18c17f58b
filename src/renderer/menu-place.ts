interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Between a menu and its button, and between a menu and the edge of the window; CSS pixels. */
const gap = 4;
const margin = 8;

/** Where a menu opens: below its button, else above it, else beside it as far up as it must. */
export function menuPlace(
  button: Box,
  menu: Size,
  page: Size,
): { readonly left: number; readonly top: number } {
  const lowest = Math.max(margin, page.height - margin - menu.height);
  const within = (left: number) => Math.max(margin, Math.min(left, page.width - margin - menu.width));
  const below = button.bottom + gap;
  if (below <= lowest) return { left: within(button.right - menu.width), top: below };
  const above = button.top - gap - menu.height;
  if (above >= margin) return { left: within(button.right - menu.width), top: above };
  return { left: within(button.left - gap - menu.width), top: lowest };
}
