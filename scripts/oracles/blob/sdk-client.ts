import { BlobClient, BlockBlobClient, RestError } from '@azure/storage-blob';
import { Readable } from 'node:stream';

// A program of its own: the SDK finds proxy and CA by the variables it is started with.
const [verb = '', url = ''] = process.argv.slice(2);

const verbs: Readonly<Record<string, () => Promise<unknown>>> = {
  upload: async () => (await new BlockBlobClient(url).upload('content', 7))._response.status,
  stream: async () => {
    const source = Readable.from([Buffer.alloc(70_000, 'x'), Buffer.from('end')]);
    return (await new BlockBlobClient(url).uploadStream(source, 32_768, 2))._response.status;
  },
  read: async () => (await new BlobClient(url).downloadToBuffer()).toString(),
  download: async () => (await new BlobClient(url).download())._response.status,
  range: async () => (await new BlobClient(url).downloadToBuffer(2, 3)).toString(),
  exists: () => new BlobClient(url).exists(),
  properties: async () => {
    const { contentLength, blobType, metadata } = await new BlobClient(url).getProperties();
    return { contentLength, blobType, metadata };
  },
};

try {
  process.stdout.write(JSON.stringify(await verbs[verb]?.()));
} catch (error) {
  if (!(error instanceof RestError)) throw error;
  process.stdout.write(JSON.stringify({ status: error.statusCode, code: error.code }));
}
