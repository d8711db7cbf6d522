/** One step of the storage, tried twice: a database that was closed is opened anew, and in a full one what is only remembered makes room. */
import { forgetSeen } from './remembered';
import type { Drawer, Storage } from './storage';

export async function makingRoom<T>(storage: Storage, work: (drawer: Drawer) => Promise<T>): Promise<T> {
  try {
    return await storage.change(work);
  } catch (error) {
    if (!(error instanceof DOMException)) throw error;
    if (error.name !== 'QuotaExceededError') return storage.change(work);
    return storage.change((drawer) => forgetSeen(drawer).then(() => work(drawer)));
  }
}
