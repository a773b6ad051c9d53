// Preloaded (`node --import`) into every program that `scripts/run.mjs` starts: when the parent is gone, stop.
// `guard.mjs?grace=MS` says how long the program may take for it.
const parent = process.ppid;
const pollMs = 500;
const graceMs = Number(new URL(import.meta.url).searchParams.get('grace') ?? 10_000);

const poll = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(poll);
  if (graceMs === 0) process.kill(process.pid, 'SIGKILL');
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref();
  process.kill(process.pid, 'SIGTERM');
}, pollMs).unref();
