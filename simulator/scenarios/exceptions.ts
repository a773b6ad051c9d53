import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { quarantine } from '../estate/index.ts';
import { baseImage } from './images.ts';
import type { Stage } from './types.ts';

const dayMs = 24 * 60 * 60 * 1000;
/** zlib of Debian 12, which no release will fix: https://security-tracker.debian.org/tracker/CVE-2023-45853 */
const zlib = { finding: 'CVE-2023-45853', package: 'pkg:deb/debian/zlib1g' } as const;

/** Where the VEX document of the base image lies in the repository. */
export const vexFile = 'vex/node.json';

const nodeProduct = { '@id': `pkg:oci/node@${baseImage.digest}`, subcomponents: [{ '@id': zlib.package }] };

/** What the security team says of the base image: Debian builds zlib without the part that is vulnerable. */
export function renderVex(stage: Pick<Stage, 'simulation'>): string {
  return renderDocument(stage, [nodeProduct]);
}

/** The same of one of our own repositories, too, so that its images need no waiver. */
export function renderVexFor(stage: Pick<Stage, 'simulation'>, repository: string): string {
  const url = `${quarantine.loginServer}/${repository}`;
  const image = `pkg:oci/${repository.split('/').at(-1) ?? ''}?repository_url=${url}`;
  return renderDocument(stage, [nodeProduct, { ...nodeProduct, '@id': image }]);
}

function renderDocument({ simulation }: Pick<Stage, 'simulation'>, products: readonly object[]): string {
  const timestamp = new Date(simulation.world.clock.now() - dayMs).toISOString();
  const document = {
    '@context': 'https://openvex.dev/ns/v0.2.0',
    '@id': 'https://contoso.example/vex/node',
    ...{ author: 'security@contoso.example', timestamp, version: 1 },
    statements: [
      {
        vulnerability: { name: zlib.finding },
        products,
        status: 'not_affected',
        justification: 'vulnerable_code_not_present',
      },
    ],
  };
  return `${JSON.stringify(document, undefined, 2)}\n`;
}

/** A waiver of the story; its days count from the world's today. */
export interface WaiverOrder {
  readonly image: string;
  readonly approver?: string;
  readonly createdDaysAgo?: number;
  readonly expiresInDays: number;
  /** Counts from this moment instead, to the second. */
  readonly isExact?: boolean;
  /** The policy file of the suite to add it to. */
  readonly policy?: string;
}

/** A `gate.yaml` with a waiver of that finding for one image. */
export async function renderPolicy(stage: Stage, order: WaiverOrder): Promise<string> {
  const { policy = 'gate.yaml' } = order;
  const document = parseDocument(await readFile(join(stage.suiteFolder, policy), 'utf8'));
  const now = stage.simulation.world.clock.now();
  const { image, approver = 'second-approver', createdDaysAgo = 0, expiresInDays, isExact = false } = order;
  const toDay = (days: number): string => {
    const time = new Date(now + days * dayMs).toISOString();
    return isExact ? time : time.slice(0, 10);
  };
  const waiver = {
    ...{ id: `zlib-in-${image.split('/').at(-1) ?? ''}`, ...zlib, image },
    reason: 'nothing in the image calls MiniZip',
    control: 'the service takes no files, and its egress is closed',
    ticket: 'https://github.com/contoso/lazaret/issues/41',
    ...{ requester: 'workload-developer', approver },
    ...{ created: toDay(-createdDaysAgo), expires: toDay(expiresInDays) },
  };
  document.set('waivers', document.createNode([waiver]));
  return document.toString();
}
