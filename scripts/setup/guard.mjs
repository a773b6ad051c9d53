// Preloaded (`node --import`) into every program that `scripts/run.mjs` starts: when the parent is gone, stop.
const parent = process.ppid;
const pollMs = 500;
const graceMs = 10_000;

const poll = setInterval(() => {
  if (process.ppid === parent) return;
  clearInterval(poll);
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), graceMs).unref();
  process.kill(process.pid, 'SIGTERM');
}, pollMs).unref();
