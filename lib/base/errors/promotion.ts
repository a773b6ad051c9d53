import type { ErrorCatalogue } from './types.ts';

/** Errors about carrying an image from quarantine to live, and about taking it out of use. */
export const promotionErrors = {
  PROMOTION_WRONG_REGISTRY: {
    kind: 'user',
    title: 'The image is not in the registry of this step',
    cause: 'The host in `image` is not the login server of the registry that was named.',
    remedy: 'Leave the host out of `image`, or name the registry that holds the image.',
  },
  PROMOTION_TAG_MOVED: {
    kind: 'user',
    title: 'The image tag has moved',
    cause: 'The tag in `image` no longer points at the digest beside it, so somebody pushed after the build.',
    remedy: 'Find out who pushed; scan and decide the new digest, or name the digest alone.',
  },
  PROMOTION_DIGEST_NOT_FOUND: {
    kind: 'user',
    title: 'The digest is not in quarantine',
    cause: 'The repository in quarantine has no manifest of this digest.',
    remedy: 'Check repository and digest; a retention rule may have removed it: build again.',
  },
  PROMOTION_FROM_PULL_REQUEST: {
    kind: 'user',
    title: 'Images of pull requests are never promoted',
    cause: 'The digest stands only under `pr/`, where a pull request’s own workflow could write.',
    remedy: 'Merge, and promote the image that main builds.',
  },
  PROMOTION_VERDICT_INDETERMINATE: {
    kind: 'user',
    title: 'No verdict allows the promotion',
    cause: 'Nothing could be read that says this digest passed the gate; unknown counts as no.',
    remedy:
      'Let the gate decide the digest first; until there is a gate, set `verdict: none`, which is recorded.',
  },
  PROMOTION_VERDICT_FAILED: {
    kind: 'user',
    title: 'The verdict forbids the promotion',
    cause: 'The gate decided that this digest fails its policy.',
    remedy: 'Mend what the verdict lists, build again, and promote the new digest.',
  },
  PROMOTION_TAG_TAKEN: {
    kind: 'user',
    title: 'The live tag belongs to another image',
    cause: 'A live tag is never moved from one digest to another.',
    remedy: 'Choose a new tag for this digest.',
  },
  PROMOTION_REVOKED: {
    kind: 'user',
    title: 'The digest was revoked',
    cause: 'A revocation record for this digest stands in live.',
    remedy: 'Build a new image; a revoked digest does not come back.',
  },
  PROMOTION_RECORD_CONFLICT: {
    kind: 'user',
    title: 'Another promotion of this digest says something else',
    cause: 'A record for this digest is there, with another source or without one of the asked tags.',
    remedy:
      'Repeat the promotion with the source and tags of that record; an unfinished one is given up by unlocking and deleting its intent tag.',
  },
  PROMOTION_RECORD_MALFORMED: {
    kind: 'external',
    title: 'A promotion record cannot be read',
    cause:
      'What stands under a record tag in live is not a record of a known version, or is about another digest.',
    remedy: 'Find out who wrote it; only the promotion identity may write to live.',
  },
  PROMOTION_IMPORT_INCOMPLETE: {
    kind: 'external',
    title: 'The import ended, but the image is not complete in live',
    cause: 'After the import a manifest, a child of the index or a tag was absent.',
    remedy: 'Run the job again: it continues from the intent record and imports only what is absent.',
  },
  PROMOTION_MANIFEST_DIFFERS: {
    kind: 'external',
    title: 'A manifest in live is not the one in quarantine',
    cause: 'The bytes or the media type of a manifest differ between the two registries.',
    remedy: 'Do not use the image; report it to the owners of the registries.',
  },
  PROMOTION_LIVE_DIFFERS: {
    kind: 'external',
    title: 'Live is no longer what was promoted',
    cause: 'A completion record is there, but a manifest, tag or lock that it states has been changed since.',
    remedy: 'Find out who changed live; restore the tag and the locks, or revoke the digest.',
  },
  PROMOTION_REFERRER_MISSING: {
    kind: 'external',
    title: 'The registry does not list a record of the image',
    cause: 'The record was written with the image as its subject, but the referrers of the image lack it.',
    remedy: 'Run the job again; registries encrypted with a customer-managed key have no referrers API.',
  },
  PROMOTION_LOCK_FAILED: {
    kind: 'external',
    title: 'A lock did not take',
    cause: 'A manifest or tag in live still allows writing or deleting after it was locked.',
    remedy: 'Give the identity "Container Registry Repository Writer" on live and run the job again.',
  },
  REVOCATION_NOT_LIVE: {
    kind: 'user',
    title: 'The digest was never in live',
    cause: 'Live has neither the manifest nor a promotion record of it.',
    remedy: 'Check repository and digest.',
  },
  REVOCATION_INCOMPLETE: {
    kind: 'external',
    title: 'The image can still be pulled',
    cause: 'A manifest or tag still allows reading after it was taken out of use.',
    remedy: 'Give the identity "Container Registry Repository Writer" on live and run the job again.',
  },
} as const satisfies ErrorCatalogue;
