import { contextBridge, ipcRenderer } from 'electron';
import { bridgeName, calls, viewChanged, type TobiraBridge } from '../shared/ipc.ts';
import type { ViewPush } from '../shared/view-push.ts';

/** All that the page can reach: intentions out, views in. No other channel's name gets past here. */
const bridge: TobiraBridge = {
  call(name, request) {
    if (!Object.hasOwn(calls, name)) return Promise.reject(new TypeError('There is no such call.'));
    return ipcRenderer.invoke(name, request);
  },
  onView(listener) {
    const forward = (_event: unknown, push: ViewPush) => listener(push);
    ipcRenderer.on(viewChanged, forward);
    return () => ipcRenderer.off(viewChanged, forward);
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
