// Under what conditions the pages are measured: two processors, three lines.

/** How much slower Chromium makes the page's own thread; compiling Wasm in other threads stays as quick as the machine. */
export const PROCESSORS = [1, 6];

/** What a line carries, in bytes per second, and how long each answer takes to begin. */
export const LINES = {
  unthrottled: null,
  'slow 3G': {bytesPerSecond: 400_000 / 8, latencyMs: 400},
  '2G': {bytesPerSecond: 50_000 / 8, latencyMs: 800},
};

/** Every pair; in a quick run 2G only with the slow processor, since the line decides there. */
export function conditions(isQuick) {
  const all = Object.keys(LINES).flatMap((line) => PROCESSORS.map((cpu) => ({line, cpu, name: `${line}, ${cpu}×`})));
  return isQuick ? all.filter(({line, cpu}) => line !== '2G' || cpu > 1) : all;
}

/** Puts a page under a condition, through a session of Chromium's protocol. */
export async function apply(session, {line, cpu}) {
  const limits = LINES[line];
  if (limits) {
    const {bytesPerSecond, latencyMs} = limits;
    await session.send('Network.emulateNetworkConditions', {
      offline: false, latency: latencyMs, downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond,
    });
  }
  await slowDown(session, cpu);
}

/** Changes only the processor. */
export async function slowDown(session, cpu) {
  await session.send('Emulation.setCPUThrottlingRate', {rate: cpu});
}
