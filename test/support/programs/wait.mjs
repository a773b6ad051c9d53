// Waits to be told to stop: prints its pid, its Node and its arguments, and ends with 7 on SIGTERM.
process.on('SIGTERM', () => process.exit(7));
setInterval(() => undefined, 1_000);
console.log(JSON.stringify({ pid: process.pid, node: process.version, args: process.argv.slice(2) }));
