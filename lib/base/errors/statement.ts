import type { ErrorCatalogue } from './types.ts';

/** Errors of signed statements: what was signed, by which key, and about which image. */
export const statementErrors = {
  STATEMENT_MALFORMED: {
    kind: 'user',
    title: 'The statement cannot be read',
    cause:
      'A referrer of the image is no Sigstore bundle 0.3 with one DSSE signature, or its in-toto statement lacks a field that its predicate type requires.',
    remedy: 'Find out who attached it; have the image attested or decided again.',
  },
  STATEMENT_SIGNATURE_INVALID: {
    kind: 'user',
    title: 'The signature of the statement is wrong',
    cause: 'Signature or content was changed after signing, or another key signed it.',
    remedy: 'Treat the statement as forged: find out who attached it, and have a new one signed.',
  },
  STATEMENT_KEY_UNKNOWN: {
    kind: 'user',
    title: 'The statement was signed by an unknown key',
    cause: 'No key under `keys` of `lazaret.yaml` on the protected branch has the hint of the signature.',
    remedy: 'Add the public key by a reviewed pull request, if it is one of yours.',
  },
  STATEMENT_KEY_NOT_ALLOWED: {
    kind: 'user',
    title: 'This key must not sign this kind of statement',
    cause: 'Each key has one purpose, and each kind of statement counts from the keys of one purpose alone.',
    remedy: 'Have the statement signed by the job whose key is meant for it.',
  },
  STATEMENT_KEY_EXPIRED: {
    kind: 'user',
    title: 'The key was not valid when the statement was made',
    cause: 'The time in the statement lies outside `valid-from` and `valid-until` of its key.',
    remedy: 'Have a new statement signed by the current key.',
  },
  STATEMENT_KIND_UNEXPECTED: {
    kind: 'user',
    title: 'The statement is of another kind',
    cause: 'Its predicate type is none of those that are asked for here.',
    remedy: 'Attach the statement that is missing; this one does not stand for it.',
  },
  STATEMENT_SUBJECT_MISMATCH: {
    kind: 'user',
    title: 'The statement is about something else',
    cause: 'Its subject, or the resource it was decided for, is another digest or place.',
    remedy: 'Have a statement made for exactly this digest; one of another image proves nothing.',
  },
  STATEMENT_EXPIRED: {
    kind: 'user',
    title: 'The statement is too old',
    cause: 'It was made longer ago than statements of this kind count.',
    remedy: 'Run the step that makes it again.',
  },
  STATEMENT_FROM_FUTURE: {
    kind: 'user',
    title: 'The statement comes from the future',
    cause: 'Its own time is later than the clock here by more than five minutes.',
    remedy: 'Check the clocks of both runners, and have the statement made again.',
  },
  STATEMENT_KEYS_INVALID: {
    kind: 'user',
    title: 'The list of trusted keys cannot be used',
    cause: '`keys` of `lazaret.yaml` does not have the form that the message names.',
    remedy:
      'Give each key a `name`, a `purpose`, a `public-key` (PEM, P-256), `valid-from` and `valid-until`, and list no key twice.',
  },
  STATEMENT_IMAGE_MISSING: {
    kind: 'user',
    title: 'The image to attest is not there',
    cause: 'The quarantine registry has no manifest of this digest in this repository.',
    remedy: 'Pass the outputs of the step that built or imported the image.',
  },
  STATEMENT_FACTS_UNTRUE: {
    kind: 'user',
    title: 'What is to be attested is not what happened',
    cause: 'The registry knows the run differently: another digest, another outcome, or no such run.',
    remedy: 'Pass the outputs of the step that built the image, unchanged.',
  },
  STATEMENT_JOB_UNTRUSTED: {
    kind: 'user',
    title: 'What this job says is not signed',
    cause:
      'The job was started by an event that others can cause, runs on a ref that is not protected, or its runner and its OIDC token tell different things.',
    remedy:
      'Attest in a job of push, schedule or workflow_dispatch on the protected default branch, on a runner of your own.',
  },
  STATEMENT_NOT_FOR_PULL_REQUEST: {
    kind: 'user',
    title: 'Nothing is signed for a pull request',
    cause:
      'The image lies under `pr/`, or the job runs for a pull request, whose workflow is its author’s own.',
    remedy: 'Merge first: main builds again from the merged commit, and that image is attested.',
  },
  STATEMENT_NOT_LISTED: {
    kind: 'external',
    title: 'The registry does not list the statement',
    cause: 'The statement was written with the image as its subject, but the referrers of the image lack it.',
    remedy: 'Run the job again; registries encrypted with a customer-managed key have no referrers API.',
  },
  STATEMENT_TOO_MANY: {
    kind: 'external',
    title: 'The image has too many statements',
    cause:
      'More than 500 Sigstore bundles hang on one manifest. Whoever may write to its repository can attach them; none is skipped, because the one left out might be the verdict that took a pass back.',
    remedy:
      'Find out who attached them, take that right away, delete what they attached, and run again: docs/operations.md, “An image is flooded with statements”, has the commands.',
  },
} as const satisfies ErrorCatalogue;
