// Starts the programs of an engine in a folder of their own, and ends them all, whatever happens to the test.
import {spawn} from 'node:child_process';
import {rmSync} from 'node:fs';
import {mkdir, mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';

const PATIENCE_MS = 60_000;
/** The programs that run: each leads a group of processes. */
const running = new Set();
const folders = new Set();
const PATIENT = {recursive: true, force: true, maxRetries: 10, retryDelay: 200};

// A test that is stopped from outside must not leave browsers behind, nor what they wrote.
process.on('exit', () => {
  running.forEach(kill);
  for (const folder of folders) rmSync(folder, PATIENT);
});
// `on`: a second signal, from the test runner, must not cut this short.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => process.exit(1));

/** A fresh home for a browser: `home`, `profile` and `downloads` in it, and how to remove it. */
export async function makeFolder(engine) {
  const folder = await mkdtemp(join(tmpdir(), `tucham-${engine}-`));
  folders.add(folder);
  const places = {home: join(folder, 'home'), profile: join(folder, 'profile'), downloads: join(folder, 'downloads')};
  for (const place of Object.values(places)) await mkdir(place);
  const remove = async () => {
    await rm(folder, PATIENT);
    folders.delete(folder);
  };
  return {...places, remove};
}

/** Starts a program and waits until it prints what `ready` matches; returns the match, and how to end the program. */
export function startProcess(program, args, {env, ready = /(?:)/, stdio = ['ignore', 'pipe', 'pipe']}) {
  const child = spawn(program, args, {env: {...process.env, ...env}, stdio, detached: true});
  const closed = new Promise((resolve) => child.once('close', resolve));
  const stop = async () => {
    kill(child);
    await closed;
    running.delete(child);
  };
  running.add(child);
  let said = '';
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => fail('was not ready in time'), PATIENCE_MS);
    const fail = (why) => {
      clearTimeout(timer);
      stop().then(() => reject(new Error(`${program} ${why}\n${said}`)));
    };
    const look = () => {
      const match = said.match(ready);
      if (!match) return;
      clearTimeout(timer);
      resolve({match, stop});
    };
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    child.once('exit', () => fail('ended early'));
    child.once('spawn', look);
    for (const stream of child.stdio.filter((stream) => stream?.readable)) {
      stream.setEncoding('utf8').on('data', (text) => {
        said += text;
        look();
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
