import type { Pin } from '../../workflows-src/pins.ts';

/** A workflow as it stands on disk. */
export interface WrittenFile {
  readonly path: string;
  readonly content: string;
}

const usePattern =
  /^\s*(?:- )?uses: ([\w.-]+\/[\w.-]+)(?:\/[\w./-]+)?@([0-9a-f]{40}) # (v\d+\.\d+\.\d+)\s*$/gm;

/**
 * The text of pins.ts with what somebody else, such as Dependabot, changed in the YAML; the same text when nothing did.
 * Throws when the files name two new versions of one action, or an action that has no pin.
 */
export function syncPins(
  source: string,
  pins: Readonly<Record<string, Pin>>,
  files: readonly WrittenFile[],
): string {
  let text = source;
  for (const [action, pin] of listChanges(pins, files)) text = replacePin(text, action, pin);
  return text;
}

function listChanges(
  pins: Readonly<Record<string, Pin>>,
  files: readonly WrittenFile[],
): ReadonlyMap<string, Pin> {
  const changes = new Map<string, Pin>();
  for (const { path, action, ...found } of files.flatMap(listUses)) {
    const pin = pins[action];
    if (pin === undefined) throw new Error(`${path}: ${action} is not in pins.ts`);
    if (pin.sha === found.sha && pin.version === found.version) continue;
    const other = changes.get(action);
    if (other !== undefined && other.sha !== found.sha) {
      throw new Error(`${path}: ${action} is ${found.version} here and ${other.version} elsewhere`);
    }
    changes.set(action, found);
  }
  return changes;
}

function listUses({ path, content }: WrittenFile) {
  return [...content.matchAll(usePattern)].map(([, action = '', sha = '', version = '']) => {
    return { path, action, sha, version };
  });
}

function replacePin(text: string, action: string, { sha, version }: Pin): string {
  const name = action.replaceAll('.', '\\.');
  const pattern = new RegExp(`('${name}':\\s*\\{\\s*sha: ')[0-9a-f]{40}(',\\s*version: ')[^']+(')`);
  if (!pattern.test(text)) throw new Error(`${action} has no entry of the usual form in pins.ts`);
  return text.replace(pattern, `$1${sha}$2${version}$3`);
}
