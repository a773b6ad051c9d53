import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';

const beatMs = 2_000;
/** A holder on another machine, or one whose pid is used again, is dead when it was silent this long. */
const silentMs = 60_000;
/** Long enough for what a dead holder had started to notice its end (guard.mjs). */
const defaultSettleMs = 1_000;
const pollMs = 200;

/**
 * Takes the lock file, waiting for a living holder; the lock of a dead one is taken over.
 * @param {string} file
 * @param {() => void} onWait called once when another process holds it
 * @param {number} [settleMs] how long to look on before a dead holder's lock counts as taken over
 * @returns {Promise<() => void>} releases the lock
 */
export async function acquireLock(file, onWait, settleMs = defaultSettleMs) {
  const token = JSON.stringify({ pid: process.pid, host: hostname(), id: randomUUID() });
  let waited = false;
  while (!(await tryAcquire(file, token, settleMs))) {
    if (!waited) onWait();
    waited = true;
    await sleep(pollMs);
  }
  const beat = setInterval(() => touch(file), beatMs).unref();
  return () => {
    clearInterval(beat);
    if (readLock(file) === token) rmSync(file, { force: true });
  };
}

/**
 * @param {string} file
 * @param {string} token
 * @param {number} settleMs
 */
async function tryAcquire(file, token, settleMs) {
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, token);
  try {
    if (linkNew(draft, file)) return true;
    const held = readLock(file);
    if (held === undefined || !isStale(file, held)) return false;
    // Two may see the same dead holder: the last to rename wins, and each looks again when that is settled.
    renameSync(draft, file);
    await sleep(settleMs);
    return readLock(file) === token;
  } finally {
    rmSync(draft, { force: true });
  }
}

/**
 * A hard link appears with its content and fails when the name is taken.
 * @param {string} draft
 * @param {string} file
 */
function linkNew(draft, file) {
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/**
 * @param {string} file
 * @param {string} held
 */
function isStale(file, held) {
  const { pid, host } = parseToken(held);
  if (host === hostname() && (pid === process.pid || !isAlive(pid))) return true;
  const touched = statSync(file, { throwIfNoEntry: false })?.mtimeMs;
  return touched !== undefined && Date.now() - touched > silentMs;
}

/** @param {string} text */
function parseToken(text) {
  try {
    const value = /** @type {{ pid?: unknown, host?: unknown }} */ (JSON.parse(text));
    return { pid: Number(value.pid), host: String(value.host) };
  } catch {
    return { pid: 0, host: '' };
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

/** @param {string} file */
function readLock(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** @param {string} file */
function touch(file) {
  const now = new Date();
  try {
    utimesSync(file, now, now);
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
  }
}

/**
 * @param {unknown} error
 * @param {string} code
 */
function hasCode(error, code) {
  return error instanceof Error && 'code' in error && error.code === code;
}
