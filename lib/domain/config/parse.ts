import * as v from 'valibot';
import { UserError } from '../../base/errors/index.ts';
import { explainIssue, readYamlDocument, renderProblems, sortProblems } from '../../base/yaml-document.ts';
import type { YamlDocument, YamlProblem } from '../../base/yaml-document.ts';
import { listImageProblems } from './check-images.ts';
import { readKeys } from './check-keys.ts';
import { findSnapshots } from './snapshots.ts';
import { ConfigFile } from './schema.ts';
import type { Config, ImageConfig } from './types.ts';

/** The configuration, undefined when there is anything wrong with the file. */
export interface FoundConfig {
  readonly config: Config | undefined;
  readonly problems: readonly YamlProblem[];
}

/** Reads `lazaret.yaml`; throws CONFIG_INVALID with every problem as `file:line:column: what`. */
export function parseConfig(text: string, file: string): Config {
  const { config, problems } = readConfig(text);
  if (config !== undefined) return config;
  const reason = renderProblems(problems, ({ line, column }) => `${file}:${line}:${column}`);
  throw new UserError('CONFIG_INVALID', { subject: file, reason });
}

/** Reads the file with everything that is wrong, in the order of its lines. */
export function readConfig(text: string): FoundConfig {
  const document = readYamlDocument(text);
  if (document.problems.length > 0) return { config: undefined, problems: document.problems };
  const checked = v.safeParse(ConfigFile, document.value);
  const keys = readKeys(document);
  const snapshots = findSnapshots(document);
  const problems = [
    ...(checked.issues ?? []).map((issue) => explainIssue(issue, document)),
    ...listImageProblems(document),
    ...snapshots.problems,
    ...keys.problems,
  ];
  if (!checked.success || problems.length > 0) return { config: undefined, problems: sortProblems(problems) };
  const parts = { snapshots: snapshots.snapshots, keys: keys.keys };
  return { config: { ...buildConfig(checked.output, document), ...parts }, problems: [] };
}

function buildConfig(file: ConfigFile, document: YamlDocument): Omit<Config, 'snapshots' | 'keys'> {
  const { lock, policy, vex } = file;
  const images = file.images.map(({ platform, ...image }, index): ImageConfig => {
    const place = document.locate(['images', index, 'name']);
    return { ...image, ...(platform === undefined ? {} : { platform }), place };
  });
  return { images, policy, vex, ...(lock === undefined ? {} : { lock }) };
}
