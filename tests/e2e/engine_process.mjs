// Starts the programs of an engine in a folder of their own, and ends them all, whatever happens to the test.
import {spawn} from 'node:child_process';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const PATIENCE_MS = 60_000;
/** The programs that run: each leads a group of processes. */
const running = new Set();

// A test that is stopped from outside must not leave browsers behind.
process.on('exit', () => running.forEach(kill));
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1));

/** A fresh home for a browser: `home`, `profile` and `downloads` in it, and how to remove it. */
export async function makeFolder(engine) {
  const folder = await mkdtemp(join(tmpdir(), `tucham-${engine}-`));
  const places = {home: join(folder, 'home'), profile: join(folder, 'profile'), downloads: join(folder, 'downloads')};
  for (const place of Object.values(places)) await mkdir(place);
  return {...places, remove: () => rm(folder, {recursive: true, force: true, maxRetries: 10, retryDelay: 200})};
}

/** Starts a program; returns what it said when it was ready (a match of `ready`), all its lines, and how to end it. */
export function startProcess(program, args, {env, ready, stdio = ['ignore', 'pipe', 'pipe']}) {
  const child = spawn(program, args, {env: {...process.env, ...env}, stdio, detached: true});
  running.add(child);
  const ended = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    kill(child);
    await ended;
    running.delete(child);
  };
  const said = [];
  return new Promise((resolve, reject) => {
    const fail = (why) => stop().then(() => reject(new Error(`${program} ${why}\n${said.join('')}`)));
    const timer = setTimeout(() => fail('was not ready in time'), PATIENCE_MS);
    child.once('error', (error) => reject(new Error(`${program} did not start: ${error.message}`)));
    child.once('exit', () => fail('ended early'));
    for (const stream of child.stdio.slice(1)) {
      stream.setEncoding('utf8').on('data', (text) => {
        said.push(text);
        const match = said.join('').match(ready);
        if (!match) return;
        clearTimeout(timer);
        child.removeAllListeners('exit');
        resolve({match, said, stop});
      });
    }
  });
}

/** Ends a program and all that it started. */
function kill(child) {
  try {
    if (child.pid) process.kill(-child.pid, 'SIGKILL');
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}
