/** Files that are published on the web, fetched without credentials. */
export interface FeedClient {
  /**
   * The file, whole. Follows redirects within the same host over https. Throws SNAPSHOT_UNAVAILABLE, SNAPSHOT_MALFORMED
   * for one that has more than `maxBytes`, and NETWORK_* codes.
   */
  readFile(url: string, maxBytes: number): Promise<Uint8Array>;
}
