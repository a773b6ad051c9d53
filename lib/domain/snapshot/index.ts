export { buildSnapshot, readSnapshot } from './artifact.ts';
export type { SnapshotArtifact, SnapshotLayer } from './artifact.ts';
export { maxSnapshotBytes, snapshotKinds } from './kinds.ts';
export type { SnapshotKind, SnapshotName } from './kinds.ts';
