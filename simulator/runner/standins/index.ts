import { attest } from './attest.ts';
import { checkout } from './checkout.ts';
import { downloadArtifact } from './download-artifact.ts';
import { setupNode } from './setup-node.ts';
import type { StandIn } from './types.ts';
import { uploadArtifact } from './upload-artifact.ts';

export type { StandIn, StandInCall } from './types.ts';

/** Every third-party action that the simulated world knows; nothing else from outside is run. */
export const standIns: readonly StandIn[] = [attest, checkout, uploadArtifact, downloadArtifact, setupNode];

/** The stand-in of an action; undefined where there is none. */
export function findStandIn(action: string): StandIn | undefined {
  return standIns.find((each) => each.action === action.toLowerCase());
}
