/** The domain that console pages of a partition live under. */
const CONSOLE_DOMAIN: Readonly<Record<string, string>> = {
  aws: 'aws.amazon.com',
  'aws-cn': 'amazonaws.cn',
  'aws-us-gov': 'amazonaws-us-gov.com',
  'aws-eusc': 'amazonaws-eusc.eu',
};

/** Whether a login may lead to `destination`: a console page of the session's partition, or of this stand-in. */
export function isConsoleDestination(destination: string, partition: string, ownOrigin: string): boolean {
  if (!URL.canParse(destination)) return false;
  const { protocol, origin, hostname, username, password } = new URL(destination);
  if (username !== '' || password !== '') return false;
  if (origin === ownOrigin) return true;
  const domain = CONSOLE_DOMAIN[partition];
  return (
    protocol === 'https:' && domain !== undefined && (hostname === domain || hostname.endsWith(`.${domain}`))
  );
}

/** The region a console address asks for: `region=` in its query or fragment, or the first label of its host. */
export function regionOf(destination: string): string | undefined {
  const { hostname, searchParams, hash } = new URL(destination);
  const named = searchParams.get('region') ?? /[?&]region=([a-z0-9-]+)/.exec(hash)?.[1];
  return named ?? /^([a-z]{2,4}(?:-[a-z]+)+-\d)\./.exec(hostname)?.[1];
}
