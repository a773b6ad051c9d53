import { readFile, writeFile } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { CodedError } from '../lib/base/errors/index.ts';
import { lockFileName, parseImageLock, replaceDigests } from '../lib/domain/image-lock/index.ts';
import { compareLock, findNewDigests } from './images-lock/compare.ts';
import { openUpstream } from './images-lock/open-upstream.ts';
import { renderComparison } from './images-lock/render.ts';
import { parseOptions } from './parse-options.ts';

const help = `npm run images-lock [-- FILE --check]

Asks each upstream registry, without credentials, where the tags of the lock file point now, writes the digests that
changed into it, and shows them. Comments, order and everything else of the file stay.
  FILE      the lock file (default: ${lockFileName})
  --check   change nothing; fail when a tag has moved or could not be asked for

It fails too when a tag is gone or could not be asked for; what is known by then is written all the same.
In the simulator: npm run simulator -- exec -- npm run images-lock
`;

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  const message =
    error instanceof CodedError ? `${error.code}: ${error.message} — ${error.remedy}` : String(error);
  process.exitCode = print(`${message}\n`, 1);
}

async function main(argv: readonly string[]): Promise<number> {
  const options = { check: { type: 'boolean' }, help: { type: 'boolean', short: 'h' } } as const;
  const { values, positionals } = parseOptions({ args: [...argv], options, allowPositionals: true });
  if (values.help === true) return print(help, 0);
  const [file = lockFileName, ...others] = positionals;
  if (others.length > 0) return print(`one file at a time\n\n${help}`, 2);
  return refresh(resolve(file), values.check === true);
}

async function refresh(file: string, isCheck: boolean): Promise<number> {
  const text = await readFile(file, 'utf8');
  const { entries } = parseImageLock(text, relative('.', file));
  const upstream = openUpstream();
  const compared = await compareLock(entries, upstream.client).finally(() => upstream.close());
  const digests = findNewDigests(compared);
  if (digests.size > 0 && !isCheck) await writeFile(file, replaceDigests(text, digests));
  print(renderComparison(compared, { isCheck }), 0);
  const isUnknown = compared.some(({ answer }) => answer.kind !== 'found');
  return isUnknown || (isCheck && digests.size > 0) ? 1 : 0;
}

function print(text: string, exitCode: number): number {
  process.stdout.write(text);
  return exitCode;
}
