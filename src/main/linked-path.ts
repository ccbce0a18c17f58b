import { lstatSync, readlinkSync } from 'node:fs';
import { parse, resolve, sep } from 'node:path';

/** One name on the way to a file that decides where the way leads. */
export interface Waypoint {
  readonly folder: string;
  readonly name: string;
  /** Of the folder: one that was made anew is another one, and a watch of the one before is blind. */
  readonly inode: number;
  /** Where the name is a link: what it says. */
  readonly link?: string;
}

/** As many links in a row as Linux follows (`path_resolution(7)`). */
const mostLinks = 40;

/** Each link on the way to a file, and where the way ends: at the file, or at the first that is missing. */
export function waypointsOf(path: string): readonly Waypoint[] {
  const links: Waypoint[] = [];
  let rest = resolve(path);
  while (links.length <= mostLinks) {
    const point = firstOnTheWay(rest);
    if (point.link === undefined) return [...links, point];
    links.push(point);
    const below = rest.slice(resolve(point.folder, point.name).length);
    // No folder above a link is one itself, so that `..` leads where the system would go, too.
    rest = resolve(point.folder, point.link) + below;
  }
  return links;
}

export function isSameWay(one: readonly Waypoint[], other: readonly Waypoint[]): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The first name that is a link or missing, or else the last one. */
function firstOnTheWay(path: string): Waypoint {
  const { root } = parse(path);
  const names = path.slice(root.length).split(sep);
  let folder = root;
  let inode = lookAt(root)?.inode ?? 0;
  for (const name of names.slice(0, -1)) {
    const full = resolve(folder, name);
    const found = lookAt(full);
    if (found === undefined) return { folder, name, inode };
    if (found.link !== undefined) return { folder, name, inode, link: found.link };
    [folder, inode] = [full, found.inode];
  }
  const link = lookAt(path)?.link;
  return { folder, name: names.at(-1) ?? '', inode, ...(link !== undefined && { link }) };
}

interface Found {
  readonly inode: number;
  readonly link?: string;
}

/** Undefined also for what this user may not look at. */
function lookAt(path: string): Found | undefined {
  try {
    const found = lstatSync(path);
    return { inode: found.ino, ...(found.isSymbolicLink() && { link: readlinkSync(path) }) };
  } catch {
    return undefined;
  }
}
