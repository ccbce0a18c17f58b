/** The part of Electron's `powerMonitor` that tells when time has passed unnoticed. */
interface PowerMonitor {
  on(event: 'resume' | 'unlock-screen', listener: () => void): unknown;
}

/**
 * Tells of each waking. Timers stand still in sleep, and a desktop may tell of only one of the two: both count, and
 * being told twice does no harm.
 */
export function onWaking(monitor: PowerMonitor, wake: () => void): void {
  monitor.on('resume', wake);
  monitor.on('unlock-screen', wake);
}
