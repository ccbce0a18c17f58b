import type Provider from 'oidc-provider';

let loading: Promise<typeof Provider> | undefined;

/**
 * Loads oidc-provider once per process. On Node 20 it runs but says "Unsupported runtime" while it loads;
 * that one line is held back, every other warning passes.
 */
export function loadProvider(): Promise<typeof Provider> {
  loading ??= importQuietly();
  return loading;
}

async function importQuietly(): Promise<typeof Provider> {
  const warn = console.warn;
  console.warn = (...parts: unknown[]): void => {
    if (!String(parts[0]).includes('Unsupported runtime')) warn(...parts);
  };
  try {
    return (await import('oidc-provider')).default;
  } finally {
    console.warn = warn;
  }
}
