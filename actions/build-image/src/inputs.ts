import {
  defineInputs,
  defineOutputs,
  duration,
  InputProblem,
  list,
  path,
  secretList,
  text,
} from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { parseRepository, parseTag, registryIdNotation } from '../../../lib/domain/image/index.ts';
import { parseContextSource } from './context/source.ts';

/** What the action does, in one sentence. */
export const description =
  'Build a container image on a private ACR agent pool, into the quarantine registry.';

/** What a caller may write in `with:`. */
export const inputs = defineInputs({
  'tenant-id': text({ description: 'Entra tenant of the registry’s subscription.', required: true }),
  'client-id': text({
    description: 'Client id of the build identity (federated with this workflow).',
    required: true,
  }),
  'quarantine-registry': text({
    description: 'ARM resource id of the quarantine registry.',
    required: true,
    ...registryIdNotation,
  }),
  repository: text({
    description: 'Repository in quarantine that the image is pushed to, e.g. `workload/chain-api`.',
    required: true,
    parse: parseRepository,
  }),
  tag: text({
    description:
      'Tag of the image. Default: the first 12 digits of the context hash (for a Git context, of the commit). Give one when several images are built from one context into one repository.',
    parse: parseTag,
  }),
  'agent-pool': text({
    description: 'Agent pool of the registry that the build runs on.',
    required: true,
    parse: parsePool,
    form: 'the name of an agent pool: 3 to 20 letters, digits and hyphens',
  }),
  context: text({
    description:
      'Folder of the workspace, or a public Git URL `https://host/path.git#<branch, tag or commit>:<folder>`, which is pinned to the commit.',
    default: '.',
    parse: parseContextSource,
  }),
  dockerfile: text({ description: 'Dockerfile, relative to the context.', default: 'Dockerfile' }),
  platform: text({
    description: 'Platform to build for: `linux/amd64`, `linux/arm64` or `linux/arm/v7`.',
    default: 'linux/amd64',
    parse: parsePlatform,
    form: '`linux/amd64`, `linux/arm64` or another `os/architecture[/variant]` that ACR builds',
  }),
  target: text({ description: 'Stage of the Dockerfile to end with. Default: the last one.' }),
  'build-args': list({ description: 'Build arguments, one `NAME=value` a line.', parse: parseBuildArgument }),
  'secret-build-args': secretList({
    description:
      'Build arguments that ACR keeps out of its answers and logs, one `NAME=value` a line. The value takes no part in finding an earlier run.',
  }),
  timeout: duration({
    description: 'How long the build may take, and how long it may wait for an instance before.',
    default: '1h',
    min: '5m',
    max: '8h',
  }),
  'log-file': path({
    description: 'File to save the log to. Default: a file in the runner’s temporary folder.',
  }),
});

/** What later steps can use. */
export const outputs = defineOutputs({
  digest: { description: 'Digest of the image, read back from the registry.' },
  image: { description: 'The image as `registry/repository@digest`.' },
  status: {
    description:
      '`built`, `attached` (an earlier live run was followed) or `reused` (an earlier run had built it).',
  },
  'run-id': { description: 'Id of the run in ACR Tasks.' },
  'log-path': { description: 'File that holds the log.' },
  'base-digests': {
    description:
      'JSON list of `{ image, digest }`, one a base image; `digest` is `unknown` where neither Dockerfile nor run tells it.',
  },
  'context-hash': { description: 'SHA-256 of the uncompressed context archive, or of the pinned Git URL.' },
  commit: { description: 'Commit of a Git context; empty for a local one.' },
  'started-at': { description: 'When the run was started (RFC 3339).' },
  'finished-at': { description: 'When the run ended (RFC 3339).' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, as text. */
export type Outputs = OutputsOf<typeof outputs>;

/** A build argument as it was written. */
export interface GivenArgument {
  readonly name: string;
  readonly value: string;
}

/** `NAME=value`; the value may hold further equals signs. */
function parseBuildArgument(item: string): GivenArgument {
  const [, name, value] = /^([A-Za-z_][A-Za-z0-9_]*)=(.*)$/s.exec(item) ?? [];
  if (name !== undefined && value !== undefined) return { name, value };
  throw new InputProblem('an item has no name before "="', '`NAME=value`, one a line');
}

/** Rules between inputs. */
export function check(given: Inputs): readonly string[] {
  const secrets = given.secretBuildArgs.map(
    (secret) => /^([A-Za-z_][A-Za-z0-9_]*)=/.exec(secret.reveal())?.[1],
  );
  const problems = secrets.includes(undefined)
    ? ['`secret-build-args`: write each as `NAME=value`, one a line']
    : [];
  const names = [...given.buildArgs.map(({ name }) => name), ...secrets.filter((name) => name !== undefined)];
  const twice = names.find((name, at) => names.indexOf(name) !== at);
  if (twice !== undefined) problems.push(`\`build-args\`, \`secret-build-args\`: "${twice}" is given twice`);
  return problems;
}

// 3-20 characters: Microsoft.ContainerRegistry/registries/agentPools, 2025-03-01-preview.
function parsePool(value: string): string {
  if (/^[A-Za-z0-9-]{3,20}$/.test(value)) return value;
  throw new InputProblem(`"${value}" is no name of an agent pool`, '3 to 20 letters, digits and hyphens');
}

/** A platform as ACR takes it. */
export interface BuildPlatform {
  readonly os: string;
  readonly architecture: string;
  readonly variant?: string;
}

const platforms: ReadonlySet<string> = new Set([
  'amd64',
  '386',
  'x86',
  'arm64',
  'arm',
  'arm/v6',
  'arm/v7',
  'arm64/v8',
]);

// The enumerations of PlatformProperties (2025-03-01-preview); agent pools run Linux only.
function parsePlatform(value: string): BuildPlatform {
  const [os = '', architecture = '', variant] = value.split('/');
  const isKnown = os === 'linux' && platforms.has(value.slice('linux/'.length));
  if (!isKnown)
    throw new InputProblem(
      `"${value}" is no platform that an agent pool builds`,
      '`linux/amd64` or `linux/arm64`',
    );
  return { os, architecture, ...(variant === undefined ? {} : { variant }) };
}
