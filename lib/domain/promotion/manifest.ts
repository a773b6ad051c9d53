import { digestHex } from '../image/index.ts';
import type { Digest } from '../image/index.ts';
import type { RecordKind } from './types.ts';

/** The largest signed record that is read. */
export const maxRecordBytes = 1024 * 1024;

/** `intent-sha256-<hex>` and the like: the one place where the record of an image is looked for. */
export function buildRecordTag(kind: RecordKind, image: Digest): string {
  return `${kind}-sha256-${digestHex(image)}`;
}

/** `approval-sha256-<hex>-<run>-<attempt>`: each attempt of a run observes its approval once. */
export function buildApprovalTag(
  image: Digest,
  run: { readonly id: number; readonly attempt: number },
): string {
  return `approval-sha256-${digestHex(image)}-${run.id}-${run.attempt}`;
}

/** Whether a tag is kept for records. */
export function isRecordTag(tag: string): boolean {
  return /^(?:intent|promotion|revocation|approval)-sha256-/.test(tag);
}
