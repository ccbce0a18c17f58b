import { asAppError, hasCode } from '../../core/errors.ts';
import type { Http } from '../../core/ports.ts';
import { readRelease, type FeedAnswer, type FeedFault, type ReleaseFeed } from '../../core/releases.ts';
import { readFeedText } from './feed-text.ts';

/** Many times what electron-builder writes, notes and all; in bytes. */
const largestFile = 65_536;

const timeoutMs = 15_000;

/** Whose release is wanted, as Node names both. */
interface Machine {
  readonly platform: NodeJS.Platform;
  readonly arch: string;
}

/**
 * The files that electron-builder publishes for its generic provider, one for each system: `latest.yml` and its like. What
 * is sent says nothing of the user, nor which version is in use.
 */
export function createReleaseFeed(http: Http, machine: Machine): ReleaseFeed {
  return {
    async latest(folder) {
      try {
        const { status, body } = await http.send({
          method: 'GET',
          url: fileIn(folder, machine),
          headers: { accept: 'application/yaml, text/yaml, text/plain, */*', 'user-agent': 'Tobira' },
          timeoutMs,
          largestBody: largestFile,
        });
        return status === 200 ? readRelease(readFeedText(body), folder) : fault('refused');
      } catch (error) {
        return fault(faultOf(error));
      }
    },
  };
}

/** @see the channel files of electron-updater's generic provider */
export function fileIn(folder: string, { platform, arch }: Machine): string {
  const base = folder.endsWith('/') ? folder : `${folder}/`;
  return new URL(`latest${suffixOf(platform, arch)}.yml`, base).href;
}

/** Windows' has no name of its own; only Linux has a file for each kind of processor. */
function suffixOf(platform: NodeJS.Platform, arch: string): string {
  if (platform === 'win32') return '';
  if (platform === 'darwin') return '-mac';
  return arch === 'x64' ? '-linux' : `-linux-${arch}`;
}

function faultOf(error: unknown): FeedFault {
  const known = asAppError(error);
  if (hasCode(known, 'network_unreachable') && known.details.largest !== undefined) return 'too-large';
  switch (known.code) {
    case 'network_timeout':
      return 'timeout';
    case 'network_untrusted':
      return 'untrusted';
    case 'network_proxy':
      return 'proxy';
    case 'network_redirected':
      return 'redirected';
    default:
      return 'unreachable';
  }
}

function fault(kind: FeedFault): FeedAnswer {
  return { kind: 'fault', fault: kind };
}
