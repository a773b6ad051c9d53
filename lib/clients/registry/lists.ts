import * as v from 'valibot';
import { checkJson } from '../../base/schema.ts';
import { descriptorSchema } from '../../domain/artifact/index.ts';
import type { Descriptor } from '../../domain/artifact/index.ts';
import type { Digest } from '../../domain/image/index.ts';
import { findNextPage, readText } from '../http/index.ts';
import type { RestResponse } from '../http/index.ts';
import { refused, send, toCall } from './api.ts';
import type { ApiCall, RegistryApi } from './api.ts';
import { malformed } from './failures.ts';
import { TagListBody, toTagProperties } from './schema.ts';
import type { TagProperties } from './types.ts';

/** More pages than any repository of one image has; beyond them something goes in circles. */
const maxPages = 1000;
const pageSize = 100;

const ReferrersBody = v.object({ manifests: v.nullish(v.array(descriptorSchema), []) });

/** All referrers of a subject (distribution-spec 1.1, "Listing Referrers"); a registry may ignore the filter. */
export async function listReferrers(
  api: RegistryApi,
  repository: string,
  subject: Digest,
  artifactType: string | undefined,
): Promise<readonly Descriptor[]> {
  const query = artifactType === undefined ? '' : `?artifactType=${encodeURIComponent(artifactType)}`;
  const call: ApiCall = {
    method: 'GET',
    path: `/v2/${repository}/referrers/${subject}${query}`,
    operation: 'list referrers',
    subject: `${repository}@${subject}`,
  };
  const found: Descriptor[] = [];
  for await (const page of readPages(api, call)) {
    found.push(...parse(api, call, page, ReferrersBody).manifests);
  }
  return artifactType === undefined
    ? found
    : found.filter((referrer) => referrer.artifactType === artifactType);
}

/** All tags of a repository, newest update first (ACR v1). */
export async function* listTags(api: RegistryApi, repository: string): AsyncGenerator<TagProperties> {
  const call: ApiCall = {
    method: 'GET',
    path: `/acr/v1/${repository}/_tags?orderby=timedesc&n=${pageSize}`,
    operation: 'list tags',
    subject: repository,
  };
  for await (const page of readPages(api, call)) {
    for (const tag of parse(api, call, page, TagListBody).tags) yield toTagProperties(tag);
  }
}

async function* readPages(api: RegistryApi, first: ApiCall): AsyncGenerator<RestResponse> {
  let path: string | undefined = first.path;
  for (let count = 0; path !== undefined; count += 1) {
    if (count === maxPages) throw malformed(toCall(api, first), `more than ${maxPages} pages`);
    const response: RestResponse = await send(api, { ...first, path });
    // The repository, or the subject, is not there: nothing is listed. A later page must be: a part is no whole.
    if (response.status === 404 && count === 0) return;
    if (response.status !== 200) throw refused(api, first, response);
    yield response;
    path = findNextPage(response.headers.get('link'), `https://${api.registry}${first.path}`);
  }
}

function parse<T>(
  api: RegistryApi,
  call: ApiCall,
  response: RestResponse,
  schema: v.GenericSchema<unknown, T>,
): T {
  const checked = checkJson(schema, readText(response));
  if (checked.ok) return checked.value;
  throw malformed(toCall(api, call), checked.problems.slice(0, 3).join('; '));
}
