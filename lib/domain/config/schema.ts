import * as v from 'valibot';
import { defaultDatabase } from '../scanning/index.ts';
import { trustedKeysSchema } from '../statement/index.ts';

/** The name that the file has at the root of a repository. */
export const configFileName = 'lazaret.yaml';

/** The most images of one repository. */
export const maxImages = 2000;

const maxPathCharacters = 500;
const maxListed = 100;

// Written plainly, so that one folder has one name: it is compared with the names that Git prints.
const pathPattern =
  /^(?:\.|(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+)*)$/;
const filePattern = /^(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+(?:\/(?!\.{1,2}(?:\/|$))[^/\\\x00-\x1f\x7f]+)*$/;
const plain =
  'is no path inside the repository written plainly: no `..`, `./`, `\\`, nor a slash at either end';

const path = v.pipe(v.string(), v.maxLength(maxPathCharacters), v.regex(pathPattern, plain));
const file = v.pipe(v.string(), v.maxLength(maxPathCharacters), v.regex(filePattern, plain));
const line = v.pipe(v.string(), v.nonEmpty('is empty'), v.maxLength(255));

const Image = v.strictObject({
  name: v.pipe(
    v.string(),
    v.maxLength(64),
    v.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'is no name in lower-case kebab-case'),
    v.description('What people call the image; names its job.'),
  ),
  folder: v.pipe(
    path,
    v.description('The build context, relative to the root of the repository; `.` is the root itself.'),
  ),
  dockerfile: v.optional(v.pipe(file, v.description('The Dockerfile, relative to `folder`.')), 'Dockerfile'),
  repository: v.pipe(
    line,
    v.description(
      'Repository in quarantine and in live, without registry and tag, e.g. `workload/chain-api`.',
    ),
  ),
  platform: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^[a-z0-9]+\/[a-z0-9_]+(?:\/[a-z0-9]+)?$/, 'is no `os/architecture`'),
      v.description('Platform to build for, e.g. `linux/amd64`; what the builder runs on when absent.'),
    ),
  ),
  also: v.optional(
    v.pipe(
      v.array(path),
      v.maxLength(maxListed, `has more than ${maxListed} entries`),
      v.description('Other folders and files whose change rebuilds the image.'),
    ),
    [],
  ),
});

const Snapshots = v.strictObject({
  kev: v.optional(
    v.pipe(line, v.description('CISA’s catalogue of exploited vulnerabilities.')),
    'tools/kev:latest',
  ),
  epss: v.optional(
    v.pipe(line, v.description('FIRST’s scores of likely exploitation.')),
    'tools/epss:latest',
  ),
  database: v.optional(v.pipe(line, v.description('Trivy’s vulnerability database.')), defaultDatabase),
});

/** `lazaret.yaml` as it is written, before images are compared and keys read. */
export const ConfigFile = v.strictObject({
  version: v.pipe(v.literal(1, 'is not 1'), v.description('Of this format.')),
  images: v.optional(
    v.pipe(
      v.array(Image),
      v.maxLength(maxImages, `has more than ${maxImages} entries`),
      v.description('The images that are built from this repository.'),
    ),
    [],
  ),
  lock: v.optional(
    v.pipe(file, v.description('The lock file of upstream images; nothing is imported when absent.')),
  ),
  policy: v.optional(v.pipe(file, v.description('What may go where.')), 'gate.yaml'),
  vex: v.optional(
    v.pipe(
      v.array(file),
      v.maxLength(maxListed, `has more than ${maxListed} entries`),
      v.description('OpenVEX documents of this repository that the gate reads.'),
    ),
    [],
  ),
  snapshots: v.optional(
    v.pipe(
      Snapshots,
      v.description('Where quarantine keeps what the gate looks up, each `repository:tag` under `tools/`.'),
    ),
    {},
  ),
  keys: v.optional(
    v.pipe(
      trustedKeysSchema,
      v.description(
        'The public keys whose signatures count, each with its purpose and validity. Without them gate and promotion refuse.',
      ),
    ),
  ),
});

export type ConfigFile = v.InferOutput<typeof ConfigFile>;

/** Whether a path is written as the file has to write it: relative to the root, without `.`, `..` and `\`. */
export function isPlainPath(text: string): boolean {
  return text.length <= maxPathCharacters && filePattern.test(text);
}
