import { errorCatalogue } from '../../lib/base/errors/index.ts';
import type { ErrorEntry } from '../../lib/base/errors/index.ts';

const kinds = {
  user: 'You can mend it: an input, a permission or a setting is wrong.',
  external: 'A system refused or broke.',
} as const;

/** `docs/errors.md`: every code with what it means and what clears it. */
export function renderErrorsPage(): string {
  const entries = Object.entries<ErrorEntry>(errorCatalogue);
  const sections = entries.map(([code, { kind, title, cause, remedy }]) =>
    [
      `## ${code}`,
      '',
      `**${title}.** ${kinds[kind]}`,
      '',
      `- Cause: ${cause}`,
      `- Remedy: ${remedy}`,
      '',
    ].join('\n'),
  );
  return [
    '<!-- Written by npm run docs from lib/base/errors; do not edit. -->',
    '',
    '# Error codes',
    '',
    'A step that fails prints one line: the code, what failed with its subject in quotes, why, and what to do.',
    'Two codes stand outside this list: `CANCELLED`, when the job was stopped, and `BUG`, when the action itself is wrong.',
    '',
    sections.join('\n'),
  ].join('\n');
}
