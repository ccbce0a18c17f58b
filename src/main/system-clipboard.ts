import electron from 'electron';
import { createConcealingClipboard } from './concealing-clipboard.ts';

/** The desktop's clipboard. Looked up as a whole: what is not in this Electron could not be imported by its name. */
export const systemClipboard = createConcealingClipboard(electron, process.platform);
