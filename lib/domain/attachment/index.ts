export { attachBundle, listAttachments, maxAttachments, sortStatements } from './store.ts';
export type { SortedStatements } from './store.ts';
export type { Attachment, AttachmentRegistry, AttachmentShelf } from './types.ts';
