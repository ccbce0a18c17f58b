/** Opens a console address as a browser does, with the cookies it sets. @returns the page it ends on */
export async function openConsolePage(url: string): Promise<string> {
  const login = await fetch(url, { redirect: 'manual' });
  const cookie = login.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const response = await fetch(login.headers.get('location') ?? '', { headers: { cookie } });
  return response.text();
}
