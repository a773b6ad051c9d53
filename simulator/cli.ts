import { runCommand } from './commands/index.ts';

// `npm run simulator -- up` arrives as `simulator up`, `npm start` as `start`.
const [first, ...rest] = process.argv.slice(2);
process.exitCode = await runCommand(first === 'simulator' ? rest : process.argv.slice(2));
