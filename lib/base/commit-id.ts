/** A whole Git commit id: SHA-1, or SHA-256 of a repository in that format. */
export const commitIdPattern = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
