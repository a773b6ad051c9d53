export { errorCatalogue, readEntry } from './catalogue.ts';
export type { ErrorCode } from './catalogue.ts';
export { CodedError, ExternalError, UserError } from './errors.ts';
export type { ErrorFacts, ExternalFacts } from './errors.ts';
export type { ErrorCatalogue, ErrorEntry, ErrorKind } from './types.ts';
