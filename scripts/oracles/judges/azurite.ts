import { startAzurite } from '../blob/azurite.ts';
import { blobCalls } from '../blob/calls.ts';
import { compareBlobCalls } from '../blob/compare.ts';
import { fromNpm } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

const known = {
  'a block list that is no XML':
    'azurite sends no code; "Blob service error codes" has InvalidXmlDocument with 400',
  'a range past the end':
    'azurite 3.36 answers 206 without content where the range begins at the end; "Get Blob" has 416, InvalidRange',
  'a checksum that is not the content’s':
    'azurite calls it InvalidOperation; "Blob service error codes" has Md5Mismatch with 400',
};

/** Microsoft's own emulator of the blob service, given the same calls. */
export const judge: Judge = {
  floor: 'Blobs',
  name: 'azurite',
  program: fromNpm({ name: 'azurite-blob', package: 'azurite', version: '3.36.0' }),
  ...compareBlobCalls(blobCalls, startAzurite, known),
};
