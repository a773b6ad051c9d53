import { createHash } from 'node:crypto';
import * as v from 'valibot';

/** Azure's limits on a run's timeout, in seconds (`PlatformProperties`/`DockerBuildRequest`, 2025-03-01-preview). */
export const timeoutLimits = { min: 300, max: 28_800, default: 3600 } as const;

const Secret = v.object({ value: v.optional(v.string()), type: v.optional(v.string(), 'Opaque') });

const CustomRegistry = v.object({
  userName: v.optional(Secret),
  password: v.optional(Secret),
  identity: v.optional(v.string()),
});

const Credentials = v.object({
  sourceRegistry: v.optional(
    v.nullable(
      v.object({
        loginMode: v.optional(v.picklist(['None', 'Default']), 'Default'),
        identity: v.optional(v.string()),
      }),
    ),
  ),
  customRegistries: v.optional(v.nullable(v.record(v.string(), CustomRegistry))),
});

const Argument = v.object({
  name: v.pipe(v.string(), v.minLength(1)),
  value: v.string(),
  isSecret: v.optional(v.nullable(v.boolean())),
});

/** A `DockerBuildRequest`; fields in any order, unknown ones ignored as Azure does. */
export const BuildRequest = v.object({
  type: v.literal('DockerBuildRequest'),
  imageNames: v.optional(v.nullable(v.array(v.pipe(v.string(), v.minLength(1))))),
  isPushEnabled: v.optional(v.nullable(v.boolean())),
  noCache: v.optional(v.nullable(v.boolean())),
  dockerFilePath: v.pipe(v.string(), v.minLength(1)),
  target: v.optional(v.nullable(v.string())),
  arguments: v.optional(v.nullable(v.array(Argument))),
  timeout: v.optional(
    v.nullable(v.pipe(v.number(), v.integer(), v.minValue(timeoutLimits.min), v.maxValue(timeoutLimits.max))),
  ),
  platform: v.object({
    os: v.string(),
    architecture: v.optional(v.nullable(v.string())),
    variant: v.optional(v.nullable(v.string())),
  }),
  agentConfiguration: v.optional(v.nullable(v.object({ cpu: v.optional(v.number()) }))),
  agentPoolName: v.optional(v.nullable(v.string())),
  sourceLocation: v.optional(v.nullable(v.string())),
  isArchiveEnabled: v.optional(v.nullable(v.boolean())),
  credentials: v.optional(v.nullable(Credentials)),
});
export type BuildRequest = v.InferOutput<typeof BuildRequest>;

/** A request without the values of its secrets, and whether there were any. */
export interface StoredRequest extends Omit<BuildRequest, 'credentials' | 'arguments'> {
  readonly arguments: readonly {
    readonly name: string;
    readonly value?: string;
    readonly isSecret: boolean;
  }[];
  readonly hasSecrets: boolean;
  /** `credentials` as answered: registry hosts and identities, no names, no passwords. */
  readonly credentials?: {
    readonly sourceRegistry?: { readonly loginMode: string; readonly identity?: string };
    readonly customRegistries?: Readonly<Record<string, { readonly identity?: string }>>;
  };
  /** Of the whole request, secrets included. */
  readonly hash: string;
}

/** What of a request may be written down and answered. */
export function toStoredRequest(request: BuildRequest): StoredRequest {
  const { credentials, ...rest } = request;
  const given = request.arguments ?? [];
  const custom = credentials?.customRegistries ?? {};
  const source = credentials?.sourceRegistry;
  return {
    ...rest,
    arguments: given.map(({ name, value, isSecret }) =>
      isSecret === true ? { name, isSecret: true } : { name, value, isSecret: false },
    ),
    hasSecrets: given.some(({ isSecret }) => isSecret === true) || Object.keys(custom).length > 0,
    credentials: {
      ...(source === undefined || source === null ? {} : { sourceRegistry: withIdentity(source) }),
      ...(Object.keys(custom).length === 0 ? {} : { customRegistries: hostsOnly(custom) }),
    },
    hash: createHash('sha256').update(JSON.stringify(request)).digest('hex'),
  };
}

/** The request of a run that had no secrets, as it was asked. */
export function fromStoredRequest(stored: StoredRequest): BuildRequest {
  const source = stored.credentials?.sourceRegistry;
  const { hasSecrets: _, hash: __, credentials: ___, ...rest } = stored;
  return {
    ...rest,
    arguments: stored.arguments.map(({ name, value, isSecret }) => ({ name, value: value ?? '', isSecret })),
    credentials:
      source === undefined
        ? {}
        : { sourceRegistry: { ...source, loginMode: source.loginMode === 'None' ? 'None' : 'Default' } },
  };
}

function withIdentity(source: { readonly loginMode: string; readonly identity?: string | undefined }) {
  const identity = source.identity === undefined ? {} : { identity: source.identity };
  return { loginMode: source.loginMode, ...identity };
}

function hostsOnly(custom: Readonly<Record<string, v.InferOutput<typeof CustomRegistry>>>) {
  return Object.fromEntries(
    Object.entries(custom).map(([host, { identity }]) => [host, identity === undefined ? {} : { identity }]),
  );
}
