import type { ContainerRegistryClient } from '@azure/container-registry';
import type { HttpClient } from '@azure/core-rest-pipeline';
import * as v from 'valibot';
import { checkShape } from '../../base/schema.ts';
import type { Digest } from '../../domain/image/index.ts';
import { isUnreadable, quoteReply, userAgent } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';
import { explainRefusal, malformed } from './failures.ts';
import type { RegistryCall } from './failures.ts';
import { fromSdkManifest, fromSdkTag, SdkManifest, SdkTag, toSwitches } from './schema.ts';
import type { Attributes, ManifestProperties, TagProperties } from './types.ts';

/** Tags and manifests with their locks, through `@azure/container-registry`. */
export interface PropertiesApi {
  findTag(repository: string, tag: string): Promise<TagProperties | undefined>;
  findManifest(repository: string, digest: Digest): Promise<ManifestProperties | undefined>;
  setTag(repository: string, tag: string, attributes: Partial<Attributes>): Promise<void>;
  setManifest(repository: string, digest: Digest, attributes: Partial<Attributes>): Promise<void>;
}

/** The SDK over a client that already authorizes and repeats; its own retry is off and it never sees a challenge. */
export function createPropertiesApi(registry: string, httpClient: HttpClient): PropertiesApi {
  let sdk: Promise<ContainerRegistryClient> | undefined;
  const open = (): Promise<ContainerRegistryClient> => (sdk ??= openSdk(registry, httpClient));
  const call = (repository: string, reference: string, action: 'read' | 'write'): RegistryCall => ({
    registry,
    operation: `${action} attributes`,
    subject: reference.includes(':') ? `${repository}@${reference}` : `${repository}:${reference}`,
    scope: `repository:${repository}:${action === 'read' ? 'metadata_read' : 'metadata_write,metadata_read'}`,
  });
  return {
    findTag: async (repository, tag) => {
      const artifact = (await open()).getArtifact(repository, tag);
      const found = await find(artifact.getTagProperties(tag), call(repository, tag, 'read'));
      return found === undefined
        ? undefined
        : fromSdkTag(parse(SdkTag, found, call(repository, tag, 'read')));
    },
    findManifest: async (repository, digest) => {
      const artifact = (await open()).getArtifact(repository, digest);
      const found = await find(artifact.getManifestProperties(), call(repository, digest, 'read'));
      return found === undefined
        ? undefined
        : fromSdkManifest(parse(SdkManifest, found, call(repository, digest, 'read')));
    },
    setTag: async (repository, tag, attributes) => {
      const artifact = (await open()).getArtifact(repository, tag);
      await must(artifact.updateTagProperties(tag, toSwitches(attributes)), call(repository, tag, 'write'));
    },
    setManifest: async (repository, digest, attributes) => {
      const artifact = (await open()).getArtifact(repository, digest);
      await must(
        artifact.updateManifestProperties(toSwitches(attributes)),
        call(repository, digest, 'write'),
      );
    },
  };
}

async function openSdk(registry: string, httpClient: HttpClient): Promise<ContainerRegistryClient> {
  const { ContainerRegistryClient } = await import('@azure/container-registry');
  return new ContainerRegistryClient(`https://${registry}`, {
    httpClient,
    retryOptions: { maxRetries: 0 },
    userAgentOptions: { userAgentPrefix: userAgent },
  });
}

async function find(work: Promise<unknown>, call: RegistryCall): Promise<unknown> {
  try {
    return await work;
  } catch (error) {
    const refusal = findRefusal(error);
    if (refusal?.status === 404) return undefined;
    throw refusal === undefined ? explainOther(error, call) : explainRefusal(refusal, call);
  }
}

async function must(work: Promise<unknown>, call: RegistryCall): Promise<void> {
  await work.catch((error: unknown) => {
    const refusal = findRefusal(error);
    throw refusal === undefined ? explainOther(error, call) : explainRefusal(refusal, call);
  });
}

function explainOther(error: unknown, call: RegistryCall): unknown {
  return isUnreadable(error) ? malformed(call, quoteReply(String(error))) : error;
}

function parse<T>(schema: v.GenericSchema<unknown, T>, value: unknown, call: RegistryCall): T {
  const checked = checkShape(schema, value);
  if (checked.ok) return checked.value;
  throw malformed(call, checked.problems.join('; '));
}

const Headers = v.custom<RestResponse['headers']>(
  (value) => typeof value === 'object' && value !== null && 'get' in value && typeof value.get === 'function',
);

// By shape: the SDK's RestError may come from another copy of core-rest-pipeline than ours.
const RestErrorShape = v.object({
  statusCode: v.number(),
  response: v.object({ headers: Headers, bodyAsText: v.nullish(v.string(), '') }),
});

function findRefusal(error: unknown): RestResponse | undefined {
  const checked = checkShape(RestErrorShape, error);
  // One that could not be read carries its answer too, whatever its status.
  if (!checked.ok || checked.value.statusCode < 400) return undefined;
  const { statusCode, response } = checked.value;
  return { status: statusCode, headers: response.headers, bytes: Buffer.from(response.bodyAsText) };
}
