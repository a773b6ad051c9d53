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
  PROMOTION_VERDICT_MISSING: {
    kind: 'user',
    title: 'The digest has no verdict',
    cause: 'No verdict of the gate hangs on the image in quarantine; unknown counts as no.',
    remedy: 'Let the gate decide the digest first: `gate-image` attaches its verdict.',
  },
  PROMOTION_VERDICT_INDETERMINATE: {
    kind: 'user',
    title: 'The gate could not decide',
    cause: 'The newest verdict says that something it needed was missing or could not be believed.',
    remedy: 'Bring what its reasons name, and let the gate decide again.',
  },
  PROMOTION_VERDICT_POLICY_DIFFERS: {
    kind: 'user',
    title: 'The verdict was made by another policy',
    cause: 'The policy on the protected branch is not the one that the verdict was decided by.',
    remedy: 'Let the gate decide again with today’s policy; a policy counts only once it is merged.',
  },
  PROMOTION_VERDICT_INCOMPLETE: {
    kind: 'user',
    title: 'The verdict does not stand on everything that it must',
    cause:
      'Its list of inputs lacks something that the policy requires, or names another one than there is now.',
    remedy: 'Let the gate decide again; if it stays so, find out who signed the verdict.',
  },
  PROMOTION_SBOM_MISSING: {
    kind: 'user',
    title: 'A platform has no bill of materials to scan again',
    cause: 'No verified SBOM statement hangs on the platform’s manifest in quarantine.',
    remedy: 'Let the gate decide again: `gate-image` attaches the SBOMs of the scan.',
  },
  PROMOTION_SCAN_MISSING: {
    kind: 'user',
    title: 'A platform has no statement about its vulnerabilities',
    cause: 'No verified vulnerability statement hangs on the platform’s manifest in quarantine.',
    remedy: 'Let the gate decide again: `gate-image` attaches what the scan found.',
  },
  PROMOTION_PROVENANCE_MISSING: {
    kind: 'user',
    title: 'Nobody says how the image came to be',
    cause:
      'The digest has neither provenance nor an import record that verifies and that the policy accepts.',
    remedy:
      'Have the workflow that built or imported the image attest it (`attest-image`), then decide again.',
  },
  PROMOTION_WAIVER_UNAPPROVED: {
    kind: 'user',
    title: 'A waiver was not approved by its approver',
    cause:
      'GitHub shows no approving review of the waiver’s approver on the merged pull request that brought it in.',
    remedy: 'Bring the waiver in again by a pull request that its approver reviews.',
  },
  PROMOTION_WAIVER_TOO_LONG: {
    kind: 'user',
    title: 'A break-glass promotion stands on a waiver that lives longer than 24 hours',
    cause:
      'With `first-environment`, what blocks is let through only by a waiver whose `expires` is at most 24 hours after its `created`.',
    remedy:
      'Bring in a waiver of at most 24 hours for the same finding, reviewed by its approver, and start break-glass again, which lets the gate decide again; or promote the ordinary way, where the longer one counts.',
  },
  PROMOTION_DECISION_FAILED: {
    kind: 'user',
    title: 'The image passed the gate and does not any more',
    cause: 'Scanned again with the database of this moment, it fails the policy for production.',
    remedy: 'Mend what the reasons list, build again, and promote the new digest.',
  },
  PROMOTION_DECISION_INDETERMINATE: {
    kind: 'user',
    title: 'It cannot be decided now whether the image may go live',
    cause: 'Something that the policy for production requires is missing or cannot be believed.',
    remedy: 'Bring what the reasons name and run the job again; its approval still counts.',
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
  PROMOTION_RECORD_UNSIGNED: {
    kind: 'user',
    title: 'A promotion record is not signed',
    cause: 'It was written by a version that neither signed its records nor asked for a verdict.',
    remedy:
      'Unlock and delete the record, then promote the digest again: it is decided, and its records are signed.',
  },
  PROMOTION_RECORD_MALFORMED: {
    kind: 'external',
    title: 'A promotion record cannot be read',
    cause:
      'What stands under a record tag in live is no signed record of a known version, or is about another digest.',
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
