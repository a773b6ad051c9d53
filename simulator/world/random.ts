import { createHash } from 'node:crypto';

/** The state of the generator: the same seed and count give the same bytes. */
export interface RandomState {
  readonly seed: string;
  count: number;
}

/** Bytes that depend on the seed and on how often was asked only; they keep no secret. */
export function drawBytes(state: RandomState, count: number): Uint8Array {
  state.count += 1;
  const key = createHash('sha256').update(`${state.seed}/${state.count}`).digest();
  const blocks = Array.from({ length: Math.ceil(count / 32) }, (_, index) => hashBlock(key, index));
  return new Uint8Array(Buffer.concat(blocks).subarray(0, count));
}

/** Writes 16 bytes as a version 4 GUID (RFC 9562 §5.4). */
export function renderUuid(bytes: Uint8Array): string {
  const hex = Buffer.from(bytes).toString('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  const groups = [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20)];
  return [...groups, hex.slice(20, 32)].join('-');
}

function hashBlock(key: Buffer, index: number): Buffer {
  return createHash('sha256').update(key).update(String(index)).digest();
}
