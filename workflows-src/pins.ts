/** A third-party action at one commit. */
export interface Pin {
  /** 40 hexadecimal digits. */
  readonly sha: string;
  /** The release that the commit was tagged as. */
  readonly version: string;
}

/** The only place that names versions of third-party actions; `npm run workflows -- --sync-pins` carries Dependabot's changes of the YAML back. */
export const pins = {
  'actions/attest': { sha: '59d89421af93a897026c735860bf21b6eb4f7b26', version: 'v4.1.0' },
  'actions/checkout': { sha: '9c091bb21b7c1c1d1991bb908d89e4e9dddfe3e0', version: 'v7.0.0' },
  'actions/dependency-review-action': { sha: '2031cfc080254a8a887f58cffee85186f0e49e48', version: 'v4.9.0' },
  'actions/download-artifact': { sha: '3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c', version: 'v8.0.1' },
  'actions/setup-node': { sha: '249970729cb0ef3589644e2896645e5dc5ba9c38', version: 'v6.5.0' },
  'actions/upload-artifact': { sha: '043fb46d1a93c77aae656e7c1c64a875d1fc6a0a', version: 'v7.0.1' },
  'github/codeql-action': { sha: '99df26d4f13ea111d4ec1a7dddef6063f76b97e9', version: 'v4.37.0' },
} as const satisfies Readonly<Record<string, Pin>>;

export type PinnedAction = keyof typeof pins;
