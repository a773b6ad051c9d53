import {
  BlobSASPermissions,
  ContainerClient,
  StorageSharedKeyCredential,
  generateBlobSASQueryParameters,
} from '@azure/storage-blob';
import { randomBytes } from 'node:crypto';
import { delimiter, dirname } from 'node:path';
import type { Bench } from '../bench/bench.ts';
import { callPlainly } from '../bench/http.ts';
import { startServer } from '../programs/serve.ts';
import type { BlobTarget } from './types.ts';

const account = 'oracle';
const container = 'container';

/** Starts azurite with one account and an empty container. */
export async function startAzurite(bench: Bench): Promise<BlobTarget> {
  const key = randomBytes(64).toString('base64');
  const options = ['--blobPort', '0', '--inMemoryPersistence', '--skipApiVersionCheck', '--disableTelemetry'];
  const path = [dirname(process.execPath), '/usr/bin', '/bin'].join(delimiter);
  const env = { PATH: path, HOME: bench.folder, AZURITE_ACCOUNTS: `${account}:${key}` };
  const server = await startServer(bench.file, options, { cwd: bench.folder, env });
  bench.atEnd(server.stop);
  const credential = new StorageSharedKeyCredential(account, key);
  const root = `${server.url}/${account}/${container}`;
  await new ContainerClient(root, credential).create();
  return {
    send(name, permissions, { query, ...call }) {
      const grant = BlobSASPermissions.parse(permissions);
      const expiresOn = new Date(Date.now() + 3600_000);
      const sas = generateBlobSASQueryParameters(
        { containerName: container, blobName: name, permissions: grant, expiresOn },
        credential,
      );
      return callPlainly(`${root}/${name}?${query === undefined ? '' : `${query}&`}${sas.toString()}`, call);
    },
  };
}
