export { createGit } from './git.ts';
export type { Git, GitOptions } from './git.ts';
export { findRemoteFile } from './find-file.ts';
export type { RemoteFile } from './find-file.ts';
export { openCheckout } from './checkout.ts';
export type { Checkout, CheckoutOptions } from './checkout.ts';
