export { emptyConfig, parseAttachment, renderAttachment } from './manifest.ts';
export { attachBundle, listAttachments, maxAttachments, sortStatements } from './store.ts';
export type { SortedStatements } from './store.ts';
export type { Attachment, AttachmentReader, AttachmentRegistry, AttachmentShelf } from './types.ts';
