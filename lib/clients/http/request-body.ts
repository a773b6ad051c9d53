import type { ClientRequest } from 'node:http';
import { pipeline } from 'node:stream';
import type { PipelineRequest } from '@azure/core-rest-pipeline';

/** Writes any body the SDKs send from Node: nothing, text, bytes, or a stream, which is never held as a whole. */
export function writeBody(outgoing: ClientRequest, body: PipelineRequest['body']): void {
  const content = typeof body === 'function' ? body() : body;
  if (content === undefined || content === null) return void outgoing.end();
  if (typeof content === 'string') return void outgoing.end(content);
  if (ArrayBuffer.isView(content)) {
    return void outgoing.end(Buffer.from(content.buffer, content.byteOffset, content.byteLength));
  }
  if (content instanceof ArrayBuffer) return void outgoing.end(Buffer.from(content));
  if (isReadable(content))
    return void pipeline(content, outgoing, (error) => void (error && outgoing.destroy(error)));
  outgoing.destroy(new TypeError('a request body of this type is not supported'));
}

function isReadable(content: object): content is NodeJS.ReadableStream {
  return 'pipe' in content && typeof content.pipe === 'function';
}
