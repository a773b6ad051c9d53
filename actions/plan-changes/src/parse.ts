import { InputProblem } from '../../../lib/action/index.ts';
import { commitIdPattern } from '../../../lib/base/commit-id.ts';
import { isPlainPath } from '../../../lib/domain/config/index.ts';

/** A path relative to the root of the repository, as Git writes it. */
export function parseConfigPath(text: string): string {
  if (isPlainPath(text)) return text;
  throw new InputProblem(
    `"${text}" is no path inside the repository`,
    'a path such as `lazaret.yaml`, without `..`',
  );
}

/** A whole commit id; a name would be looked up in what the checkout happens to have. */
export function parseBase(text: string): string {
  if (commitIdPattern.test(text)) return text;
  throw new InputProblem(`"${text}" is no commit id`, 'a whole commit id, 40 hex digits');
}
