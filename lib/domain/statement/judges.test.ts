import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundleFromJSON } from '@sigstore/bundle';
import { toSignedEntity, Verifier } from '@sigstore/verify';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { findCache } from '../../../scripts/oracles/programs/find.ts';
import { cosignProgram } from '../../../scripts/oracles/programs/pinned.ts';
import { itNeeds, itWhen } from '../../../test/support/optional.ts';
import { digestHex } from '../image/index.ts';
import { encodePae, parseBundle, renderBundle, signStatement, statementKinds } from './index.ts';
import type { SignedPayload, StatementKind } from './index.ts';
import { createTestKey } from './testing/keys.ts';
import { buildSample, sampleDigest } from './testing/samples.ts';

const key = createTestKey('decision');
const kinds = Object.keys(statementKinds) as StatementKind[];
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'statement-'));
  writeFileSync(join(folder, 'key.pem'), key.entry['public-key'] ?? '');
});

afterAll(() => rmSync(folder, { recursive: true }));

async function signSample(kind: StatementKind): Promise<SignedPayload> {
  const parsed = parseBundle(await signStatement(buildSample(kind), key.signer));
  if (!parsed.ok) throw new Error(parsed.reason);
  return parsed.value;
}

/** The bundle as it is, and each way in which a part of it is touched. */
const touches = {
  nothing: (signed: SignedPayload) => signed,
  payload: (signed: SignedPayload) => ({ ...signed, payload: flip(signed.payload, 40) }),
  signature: (signed: SignedPayload) => ({ ...signed, signature: flip(signed.signature, 20) }),
  'payload type': (signed: SignedPayload) => ({ ...signed, payloadType: 'application/json' }),
} as const;

function flip(bytes: Uint8Array, at: number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

const cases = kinds.flatMap((kind) =>
  (Object.keys(touches) as (keyof typeof touches)[]).map((part) => [kind, part] as const),
);

describe('@sigstore/verify', () => {
  const material = {
    certificateAuthorities: [],
    timestampAuthorities: [],
    tlogs: [],
    ctlogs: [],
    publicKey: (hint: string) => {
      if (hint !== key.signer.keyHint) throw new Error('unknown hint');
      return { publicKey: key.publicKey, validFor: () => true };
    },
  };
  // Its defaults demand a log entry and a time stamp, which a bundle signed by one's own key has not.
  const verifier = new Verifier(material, { tlogThreshold: 0, ctlogThreshold: 0, timestampThreshold: 0 });

  it.each(cases)('judges a %s of which %s was touched', async (kind, part) => {
    const bundle = Buffer.from(renderBundle(touches[part](await signSample(kind)))).toString();
    const judge = () => verifier.verify(toSignedEntity(bundleFromJSON(JSON.parse(bundle))));
    if (part === 'nothing') expect(judge().key.asymmetricKeyType).toBe('ec');
    else expect(judge).toThrow(expect.objectContaining({ code: 'SIGNATURE_ERROR' }));
  });
});

const parts = Object.keys(touches) as (keyof typeof touches)[];

describe('openssl', () => {
  const judge = (signed: SignedPayload): boolean => {
    const [pae, signature] = [join(folder, 'pae'), join(folder, 'signature')];
    writeFileSync(pae, encodePae(signed.payloadType, signed.payload));
    writeFileSync(signature, signed.signature);
    return succeeds('openssl', [
      ...['dgst', '-sha256', '-verify', join(folder, 'key.pem')],
      ...['-signature', signature, pae],
    ]);
  };
  for (const part of parts) {
    itNeeds('openssl', `judges every kind of statement of which ${part} was touched`, async () => {
      for (const kind of kinds)
        expect([kind, judge(touches[part](await signSample(kind)))]).toEqual([kind, part === 'nothing']);
    });
  }
});

describe('cosign', () => {
  // Where `npm run oracles -- --install` puts it, or the machine's own.
  const file = cosignProgram.find(findCache(process.env));
  const itJudges = itWhen(file !== undefined, 'cosign, not installed');
  const judge = (signed: SignedPayload, predicateType: string, hex: string): boolean => {
    const bundle = join(folder, 'bundle.json');
    writeFileSync(bundle, renderBundle(signed));
    return succeeds(file ?? 'cosign', [
      ...['verify-blob-attestation', '--bundle', bundle, '--key', join(folder, 'key.pem')],
      ...['--insecure-ignore-tlog', '--type', predicateType, '--digest', hex, '--digestAlg', 'sha256'],
    ]);
  };
  for (const part of parts) {
    itJudges(
      `judges every kind of statement of which ${part} was touched`,
      async () => {
        for (const kind of kinds) {
          const signed = touches[part](await signSample(kind));
          const { predicateType } = statementKinds[kind];
          const isAccepted = judge(signed, predicateType, digestHex(sampleDigest));
          expect([kind, isAccepted]).toEqual([kind, part === 'nothing']);
          expect([kind, judge(signed, predicateType, '0'.repeat(64))]).toEqual([kind, false]);
        }
      },
      240_000,
    );
  }
});

// A judge that does not start at all is an error of its own, not a refusal.
function succeeds(program: string, args: readonly string[]): boolean {
  try {
    execFileSync(program, args, { stdio: 'pipe', env: { ...process.env, HOME: folder } });
    return true;
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'status' in error && error.status === 1) return false;
    throw error;
  }
}
