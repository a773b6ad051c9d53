import { describe, expect, it } from '@jest/globals';
import { pushManifest } from '../../../test/fakes/image.ts';
import { createFakeRegistry } from '../../../test/fakes/registry.ts';
import type { FakeRegistry } from '../../../test/fakes/registry.ts';
import { mediaTypes } from '../artifact/index.ts';
import type { Descriptor } from '../artifact/index.ts';
import { emptyConfig, listAttachments, renderAttachment } from './index.ts';

const repository = 'workload/chain-api';
const most = 500;

interface Flooded {
  readonly client: FakeRegistry;
  readonly subject: Descriptor;
  /** Attaches `count` bundles; `type` replaces the artifact type of each. */
  flood(count: number, type?: string): Promise<void>;
}

async function createFlooded(): Promise<Flooded> {
  const client = createFakeRegistry('lazaretquarantine.azurecr.io');
  const subject = { mediaType: mediaTypes.ociManifest, ...(await pushManifest(client, repository, 'one')) };
  await client.writeBlob(repository, emptyConfig);
  return {
    client,
    subject,
    flood: async (count, type) => {
      for (let at = 0; at < count; at += 1) {
        const bundle = new TextEncoder().encode(`{"number":${at}}`);
        await client.writeBlob(repository, bundle);
        const text = Buffer.from(renderAttachment(bundle, subject, 'a predicate')).toString();
        const changed =
          type === undefined ? text : text.replace(/"artifactType":"[^"]*"/, `"artifactType":"${type}"`);
        const bytes = new TextEncoder().encode(changed);
        await client.writeManifest(repository, { mediaType: mediaTypes.ociManifest, bytes });
      }
    },
  };
}

describe('listAttachments', () => {
  it('reads as many as there may be, and counts none of another artifact type', async () => {
    const { client, subject, flood } = await createFlooded();
    await flood(most);
    await flood(most + 1, 'application/vnd.example.flood');
    const listed = await listAttachments({ client, repository }, subject.digest);
    expect([listed.length, listed.every(({ bundle }) => bundle.ok)]).toEqual([most, true]);
  });

  it('decides on no part of more than that, and says how to find and delete them', async () => {
    const { client, subject, flood } = await createFlooded();
    await flood(most + 1);
    const place = `lazaretquarantine.azurecr.io/${repository}@${subject.digest}`;
    await expect(listAttachments({ client, repository }, subject.digest)).rejects.toMatchObject({
      code: 'STATEMENT_TOO_MANY',
      subject: place,
      reason: '501 hang on it, of which at most 500 are read',
      remedy: expect.stringMatching(
        new RegExp(
          `oras discover --artifact-type \\S+ ${place}.*az acr repository delete --name lazaretquarantine `,
        ),
      ),
    });
  });
});
