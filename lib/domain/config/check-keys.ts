import * as v from 'valibot';
import { CodedError } from '../../base/errors/index.ts';
import type { YamlDocument, YamlProblem } from '../../base/yaml-document.ts';
import { parseTrustedKeys, trustedKeysSchema } from '../statement/index.ts';
import type { TrustedKey, TrustedKeys } from '../statement/index.ts';

const looseFile = v.looseObject({ keys: v.array(v.unknown()) });

/** The keys of the file; those whose form is wrong are left to the schema, the others are each read. */
export function readKeys(document: YamlDocument): {
  readonly keys: TrustedKeys;
  readonly problems: readonly YamlProblem[];
} {
  const file = v.safeParse(looseFile, document.value);
  const keys = new Map<string, TrustedKey>();
  const problems: YamlProblem[] = [];
  const note = (index: number, key: string, text: string): void =>
    void problems.push({ ...document.locate(['keys', index, key]), text: `keys[${index}] ${text}` });
  for (const [index, item] of (file.success ? file.output.keys : []).entries()) {
    if (!v.is(trustedKeysSchema, [item])) continue;
    const key = readKey(item, (text) => note(index, 'name', text));
    if (key === undefined) continue;
    const other = [...keys.values()].find(
      ({ name, keyHint }) => name === key.name || keyHint === key.keyHint,
    );
    if (other === undefined) keys.set(key.keyHint, key);
    else note(index, 'name', `repeats the name or the public key of "${other.name}"`);
  }
  return { keys, problems };
}

function readKey(item: unknown, note: (text: string) => void): TrustedKey | undefined {
  try {
    return [...parseTrustedKeys([item], 'keys').values()][0];
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    note(`cannot be used: ${error.reason}`);
    return undefined;
  }
}
