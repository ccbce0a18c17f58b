import { app } from 'electron';
import { createElectronHttp, keepSessionsQuiet } from '../../../src/main/electron-http.ts';
import { serveCalls } from '../../support/electron-host-loop.ts';

// As the app's own boot list does it, for the network alone.
keepSessionsQuiet();
app.on('window-all-closed', () => undefined);
void app
  .whenReady()
  .then(() => serveCalls(createElectronHttp()))
  .then(() => app.quit());
