import * as v from 'valibot';
import type { YamlDocument, YamlProblem } from '../../base/yaml-document.ts';
import { CodedError, UserError } from '../../base/errors/index.ts';
import { parseRepository, parseTag } from '../image/index.ts';
import { ConfigFile } from './schema.ts';
import type { SnapshotSource, Snapshots } from './types.ts';

/** The snapshots of the file, where absent the usual ones. */
export function findSnapshots(document: YamlDocument): {
  readonly snapshots: Snapshots;
  readonly problems: readonly YamlProblem[];
} {
  const part = v.object({ snapshots: ConfigFile.entries.snapshots });
  const written = v.safeParse(part, document.value);
  // What is wrong with its form is said by the schema of the whole.
  const texts = written.success ? written.output.snapshots : v.parse(part, {}).snapshots;
  const problems: YamlProblem[] = [];
  const read = (name: keyof Snapshots): SnapshotSource => {
    try {
      return parseSource(texts[name]);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      const text = `snapshots.${name} cannot be used: ${error.reason}`;
      problems.push({ ...document.locate(['snapshots', name]), text });
      return { repository: '', tag: '' };
    }
  };
  const snapshots = { kev: read('kev'), epss: read('epss'), database: read('database') };
  return { snapshots, problems };
}

function parseSource(text: string): SnapshotSource {
  const [repository = '', tag, ...rest] = text.split(':');
  if (tag === undefined || rest.length > 0 || !repository.startsWith('tools/'))
    throw new UserError('CONFIG_INVALID', { subject: text, reason: 'it is no `tools/<repository>:<tag>`' });
  return { repository: parseRepository(repository), tag: parseTag(tag) };
}
