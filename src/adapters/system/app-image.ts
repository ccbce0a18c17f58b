/**
 * The AppImage that a program of ours runs from. Its files are there only while it runs, each time at another place:
 * whoever is to start it later starts the image. Source: AppImage documentation, "Environment variables".
 *
 * @param path of something that would be in the image: other programs' variables may be in the environment too
 */
export function imageAround(
  path: string,
  env: Readonly<Record<string, string | undefined>>,
): string | undefined {
  const { APPIMAGE: image, APPDIR: mounted } = env;
  return image !== undefined && mounted !== undefined && path.startsWith(`${mounted}/`) ? image : undefined;
}
