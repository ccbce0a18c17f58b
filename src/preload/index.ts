import { contextBridge, ipcRenderer } from 'electron';
import { bridgeName, viewChanged, type TobiraBridge } from '../shared/ipc.ts';
import type { AppView } from '../shared/view.ts';

/** All that the page can reach: intentions out, views in. */
const bridge: TobiraBridge = {
  call: (name, request) => ipcRenderer.invoke(name, request),
  onView(listener) {
    const forward = (_event: unknown, view: AppView) => listener(view);
    ipcRenderer.on(viewChanged, forward);
    return () => ipcRenderer.off(viewChanged, forward);
  },
};

contextBridge.exposeInMainWorld(bridgeName, bridge);
