export { emptyConfig, parseAttachment, renderAttachment } from './manifest.ts';
export { attachBundle, ensureAttachments, listAttachments, sortStatements } from './store.ts';
export type { AttachedBundle, SortedStatements } from './store.ts';
export type { Attachment, AttachmentReader, AttachmentRegistry, AttachmentShelf } from './types.ts';
