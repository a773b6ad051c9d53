import * as v from 'valibot';
import type { Json } from '../../../base/canonical-json.ts';
import { isDigest } from '../../image/index.ts';
import { commitId, digest, instant, maxItems, text } from './fields.ts';

/** An image that the build began from; its digest is `unknown` where neither Dockerfile nor run told it. */
export interface BaseImage {
  readonly image: string;
  readonly digest: string;
}

/** How an image was built. */
export interface Provenance {
  /** The workflow that answers for the build: `https://github.com/<owner>/<name>/.github/workflows/<file>@<ref>`. */
  readonly builder: string;
  /** `https://github.com/<owner>/<name>`. */
  readonly repository: string;
  readonly ref: string;
  readonly commit: string;
  /** SHA-256 of the build context. */
  readonly contextHash: string;
  readonly bases: readonly BaseImage[];
  /** The GitHub run: `https://github.com/<owner>/<name>/actions/runs/<id>`. */
  readonly run: string;
  /** The ACR run that built: its ARM id. */
  readonly registryRun: string;
  /** RFC 3339. */
  readonly startedAt: string;
  readonly finishedAt: string;
}

/** What `externalParameters` and the rest mean. */
export const buildType = 'https://lazaret.example/acr-build/v1';

const dependency = v.object({
  uri: text,
  name: v.optional(text),
  digest: v.optional(v.record(v.string(), text)),
});

const rawSchema = v.object({
  buildDefinition: v.object({
    buildType: v.literal(buildType),
    externalParameters: v.object({
      source: v.object({ repository: text, ref: text, commit: commitId }),
      contextHash: digest,
    }),
    internalParameters: v.object({ registryRun: text }),
    resolvedDependencies: v.pipe(v.array(dependency), v.maxLength(maxItems)),
  }),
  runDetails: v.object({
    builder: v.object({ id: text, version: v.optional(v.record(v.string(), text)) }),
    metadata: v.object({ invocationId: text, startedOn: instant, finishedOn: instant }),
  }),
});

/** SLSA provenance v1 of our build type: https://slsa.dev/spec/v1.1/provenance#schema */
export const provenanceSchema = v.pipe(rawSchema, v.transform(toProvenance));

/** The predicate of a build. */
export function buildProvenance(facts: Provenance): Json {
  const { repository, ref, commit, contextHash } = facts;
  return {
    buildDefinition: {
      buildType,
      externalParameters: { source: { repository, ref, commit }, contextHash },
      internalParameters: { registryRun: facts.registryRun },
      resolvedDependencies: [
        { uri: `git+${repository}@${ref}`, digest: { gitCommit: commit } },
        ...facts.bases.map(toDependency),
      ],
    },
    runDetails: {
      builder: { id: facts.builder },
      metadata: { invocationId: facts.run, startedOn: facts.startedAt, finishedOn: facts.finishedAt },
    },
  };
}

// Package URL of type oci: https://github.com/package-url/purl-spec/blob/main/types-doc/oci-definition.md
function toDependency({ image, digest: known }: BaseImage): Json {
  const path = image.replace(/@.*$/, '').replace(/:[^/]*$/, '');
  const name = encodeURIComponent(path.slice(path.lastIndexOf('/') + 1).toLowerCase());
  const version = isDigest(known) ? `@${encodeURIComponent(known)}` : '';
  const uri = `pkg:oci/${name}${version}?repository_url=${encodeURIComponent(path)}`;
  if (!isDigest(known)) return { uri, name: image };
  const [algorithm = '', hex = ''] = known.split(':');
  return { uri, name: image, digest: { [algorithm]: hex } };
}

function toProvenance({ buildDefinition, runDetails }: v.InferOutput<typeof rawSchema>): Provenance {
  const { externalParameters, internalParameters, resolvedDependencies } = buildDefinition;
  const { metadata } = runDetails;
  return {
    builder: runDetails.builder.id,
    ...externalParameters.source,
    contextHash: externalParameters.contextHash,
    bases: resolvedDependencies.flatMap(toBase),
    run: metadata.invocationId,
    registryRun: internalParameters.registryRun,
    startedAt: metadata.startedOn,
    finishedAt: metadata.finishedOn,
  };
}

function toBase({ uri, name, digest: known }: v.InferOutput<typeof dependency>): readonly BaseImage[] {
  if (!uri.startsWith('pkg:oci/')) return [];
  const [algorithm, hex] = Object.entries(known ?? {})[0] ?? [];
  return [{ image: name ?? uri, digest: algorithm === undefined ? 'unknown' : `${algorithm}:${hex}` }];
}
