import type { ErrorCatalogue } from './types.ts';

/** Errors of the rules that decide, and of the gate that applies them. */
export const gateErrors = {
  RULES_BRANCH_UNPROTECTED: {
    kind: 'user',
    title: 'The branch that holds the rules is not protected',
    cause: 'Whoever can push to the default branch could write policy, waivers and trusted keys.',
    remedy: 'Protect the default branch: pull requests with an approving review, no bypass.',
  },
  RULES_FILE_MISSING: {
    kind: 'user',
    title: 'A file of the rules is missing',
    cause:
      '`lazaret.yaml`, or a file that it names, is not on the protected branch; files of the workspace do not count.',
    remedy: 'Merge the file first. In a private repository the job needs `contents: read` to see it.',
  },
  RULES_KEYS_MISSING: {
    kind: 'user',
    title: 'No key is trusted',
    cause: '`lazaret.yaml` has no `keys`, so no statement can be verified.',
    remedy: 'Add the public keys of your vault under `keys`; docs/configuration.md shows them.',
  },
  GATE_IMAGE_NOT_FOUND: {
    kind: 'user',
    title: 'The image to decide on is not there',
    cause: 'The quarantine registry has no manifest of this digest in this repository.',
    remedy: 'Pass the outputs of the step that built or imported the image.',
  },
  GATE_WRONG_REGISTRY: {
    kind: 'user',
    title: 'The image is in another registry',
    cause: 'Decisions are made about images in quarantine.',
    remedy: 'Name the image by its repository in quarantine.',
  },
  GATE_SIGNING_REFUSED: {
    kind: 'user',
    title: 'This decision must not be signed',
    cause:
      'The image lies under `pr/`, or the job runs for an event or a ref whose workflow file need not be the protected branch’s.',
    remedy: 'Set `sign: false` for pull requests; main builds again and is decided on anew.',
  },
  GATE_REPORT_DIFFERS: {
    kind: 'user',
    title: 'The report is not the one that the scan made',
    cause:
      'The file has another digest than `report-digest` says: it was changed or exchanged after the scan. Every job of a run can replace the artifacts of the run.',
    remedy:
      'Run the workflow again. If it stays, look at the other jobs of the run: what scanned a hostile image may have been taken over.',
  },
  GATE_SBOM_DIFFERS: {
    kind: 'user',
    title: 'The SBOM is not the one that the scan made',
    cause: 'The file has another digest than the report says: it was changed or exchanged after the scan.',
    remedy: 'Hand over the output folder of scan-image whole.',
  },
} as const satisfies ErrorCatalogue;
