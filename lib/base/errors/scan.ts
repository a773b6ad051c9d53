import type { ErrorCatalogue } from './types.ts';

/** Errors about scanning an image. Some stop the scan, the others stand in its report and make it indeterminate. */
export const scanErrors = {
  SCAN_IMAGE_WRONG_REGISTRY: {
    kind: 'user',
    title: 'The image to scan is not in this registry',
    cause: 'The host before the repository is another than the login server of `quarantine-registry`.',
    remedy: 'Leave the host out of `image`, or correct `quarantine-registry`.',
  },
  SCAN_IMAGE_NOT_FOUND: {
    kind: 'user',
    title: 'The image to scan is not there',
    cause: 'The repository has no manifest of that digest, or a part of it was removed.',
    remedy: 'Check repository and digest; build or import the image again when it was purged.',
  },
  SCAN_IMAGE_TAG_MOVED: {
    kind: 'user',
    title: 'The tag no longer points at the image to scan',
    cause: 'Somebody pushed under the tag after the digest was taken.',
    remedy: 'Find out who moved it; scan the digest that is meant.',
  },
  SCAN_IMAGE_UNSUPPORTED: {
    kind: 'user',
    title: 'The image cannot be scanned',
    cause: 'It is no container image, or a layer lies outside the registry, or is larger than can be read.',
    remedy: 'Push an image whose layers are all in the registry.',
  },
  SCAN_IMAGE_TOO_LARGE: {
    kind: 'user',
    title: 'The image is larger than may be fetched',
    cause: 'Image and database together have more bytes than `max-size` allows.',
    remedy: 'Make the image smaller, or allow more.',
  },
  SCAN_DISK_FULL: {
    kind: 'user',
    title: 'The disk of the runner is full',
    cause: 'The file system has less room than the image, or the database, needs.',
    remedy: 'Give the runner a larger disk, or remove what earlier steps left.',
  },
  SCAN_FOLDER_FOREIGN: {
    kind: 'user',
    title: 'The folder holds files that fetch-image did not write',
    cause: 'The folder is replaced as a whole, and what others put there would be lost.',
    remedy: 'Name another folder, or an empty one.',
  },
  SCAN_LAYOUT_INVALID: {
    kind: 'user',
    title: 'The folder is not what fetch-image wrote',
    cause:
      'Its list of contents is missing or malformed, or files are missing, added, cut off or no plain files.',
    remedy: 'Hand the folder over as one workflow artifact, unchanged, in the same run.',
  },
  SCAN_LAYOUT_MISMATCH: {
    kind: 'user',
    title: 'The folder holds another image or database',
    cause: 'What fetch-image fetched is not what `image` and `database` of this step name.',
    remedy: 'Take `image` and `database` from the outputs of the fetch-image that wrote the folder.',
  },
  SCAN_LAYOUT_TAMPERED: {
    kind: 'external',
    title: 'A file of the folder is not what its name says',
    cause: 'Its bytes do not have the digest of its name: it was changed after it was fetched.',
    remedy: 'Treat it as an attack on the hand-over until it is explained.',
  },
  SCAN_SCANNER_NOT_FOUND: {
    kind: 'user',
    title: 'There is no Trivy on the runner',
    cause: 'The action never downloads its scanner: it stands on the runner, where it was reviewed.',
    remedy: 'Install Trivy in the runner’s image, or name its file in `trivy-path`.',
  },
  SCAN_SCANNER_NOT_ALLOWED: {
    kind: 'user',
    title: 'This Trivy is not one of the allowed ones',
    cause: 'The SHA-256 of the program is not in `trivy-allowed`.',
    remedy:
      'Do not run it. Compare the program with the release it claims to be; only then add `<version> <sha256>`.',
  },
  SCAN_SCANNER_UNSUPPORTED: {
    kind: 'user',
    title: 'This version of Trivy is not supported',
    cause: 'Its command line or its report is not known to this action.',
    remedy: 'Use Trivy 0.67 or later.',
  },
  SCAN_SCANNER_FAILED: {
    kind: 'external',
    title: 'Trivy failed',
    cause: 'The program could not be started or ended with an error.',
    remedy: 'Read its last line; run the job again when it is temporary.',
  },
  SCAN_TIMEOUT: {
    kind: 'external',
    title: 'The scan took too long',
    cause: 'Trivy had not ended when the time of `timeout` was over.',
    remedy: 'Give `timeout` a longer time, or leave `secret` out of `scanners` for images with huge files.',
  },
  SCAN_REPORT_MALFORMED: {
    kind: 'external',
    title: 'The report of the scanner cannot be read',
    cause: 'It is absent, cut off, too large or of an unknown form, so findings may be missing.',
    remedy: 'Run the job again; if it stays so, report the version of the scanner.',
  },
  SCAN_REPORT_MISMATCH: {
    kind: 'external',
    title: 'The report is about another image, or from another scanner',
    cause:
      'Its ImageID is not the digest of the image’s configuration, or its version is not the allowed one.',
    remedy: 'Treat it as an attack on the runner until it is explained.',
  },
  SCAN_DATABASE_NOT_FOUND: {
    kind: 'user',
    title: 'The vulnerability database is not in the registry',
    cause: 'The repository or tag in `database` does not exist in quarantine.',
    remedy: 'Let the daily workflow bring it into `tools/`, or correct `database`.',
  },
  SCAN_DATABASE_MALFORMED: {
    kind: 'external',
    title: 'The vulnerability database cannot be used',
    cause: 'The artifact is not the one that Trivy publishes: media type, layers, files or metadata differ.',
    remedy: 'Import `ghcr.io/aquasecurity/trivy-db:2` again by digest.',
  },
  SCAN_DATABASE_STALE: {
    kind: 'external',
    title: 'The vulnerability database is too old',
    cause: 'It was made longer ago than `max-database-age` allows, so newer findings are missing.',
    remedy: 'Run the workflow that refreshes `tools/`; see why it did not run by itself.',
  },
  SCAN_DATABASE_FUTURE: {
    kind: 'external',
    title: 'The vulnerability database is from the future',
    cause: 'Its date is later than the clock of the runner; one of the two is wrong.',
    remedy: 'Correct the clock of the runner.',
  },
  SCAN_SELF_TEST_FAILED: {
    kind: 'external',
    title: 'The scanner did not pass its self-test',
    cause: 'It did not find a planted vulnerability, or found one in a clean layer.',
    remedy: 'Believe none of its reports; check scanner and database.',
  },
} as const satisfies ErrorCatalogue;
