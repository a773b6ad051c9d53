import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { quarantine } from '../../../simulator/estate/index.ts';
import type { Bench } from '../bench/bench.ts';
import { assertSeeded, buildSeeded, fillRegistries, playground, seededName } from '../bench/world.ts';
import { statementKinds } from '../../../lib/domain/statement/index.ts';
import { decide, publish } from '../documents/gated.ts';
import type { Gated } from '../documents/gated.ts';
import { cosignProgram } from '../programs/pinned.ts';
import type { Judge } from '../types.ts';

const image = `${playground}/signed`;

/** Signatures and attestations beside an image: attached, found again, verified. */
export const judge: Judge = {
  floor: 'Registry',
  name: 'cosign',
  program: cosignProgram,
  async prepare(bench) {
    await fillRegistries(bench);
    await cosign(bench, ['generate-key-pair']);
    await cosign(bench, ['copy', seededName, `${image}:1`]);
  },
  cases: [
    { name: 'copy keeps the digest', run: (bench) => assertSeeded(bench, `${image}:1`) },
    {
      name: 'sign attaches a referrer, and verify finds it',
      async run(bench) {
        await cosign(bench, ['sign', ...offline, '--key', 'cosign.key', await pinned()]);
        await cosign(bench, ['verify', '--key', 'cosign.pub', '--insecure-ignore-tlog=true', await pinned()]);
        assert.equal(countAttached(bench), 1);
      },
    },
    {
      name: 'attest attaches a statement, and verify-attestation finds it',
      async run(bench) {
        await writeFile(join(bench.folder, 'predicate.json'), '{"checked":true}');
        const type = ['--type', 'https://example.org/oracle/v1'];
        const predicate = ['--predicate', 'predicate.json'];
        await cosign(bench, [
          'attest',
          ...offline,
          '--key',
          'cosign.key',
          ...type,
          ...predicate,
          await pinned(),
        ]);
        const key = ['--key', 'cosign.pub', '--insecure-ignore-tlog=true'];
        await cosign(bench, ['verify-attestation', ...key, ...type, await pinned()]);
        assert.equal(countAttached(bench), 2);
      },
    },
    {
      name: 'tree lists both',
      async run(bench) {
        const shown = await cosign(bench, ['tree', await pinned()]);
        assert.match(shown, /oracle\/v1 artifacts via OCI referrer/);
        assert.match(shown, /cosign\/sign\/v1 artifacts via OCI referrer/);
      },
    },
    {
      name: 'verify-attestation takes all that gate-image attached, each by its own key alone',
      async run(bench) {
        const gated = await decide('HIGH');
        try {
          const image = await publish(gated, bench.simulation, 'conformance/gated');
          await verifyGated(bench, gated, image);
        } finally {
          await gated.estate.close();
        }
      },
    },
    {
      name: 'verify of what is not signed finds nothing',
      async run(bench) {
        const args = ['verify', '--key', 'cosign.pub', '--insecure-ignore-tlog=true', seededName];
        const { exitCode, stderr } = await bench.attempt(args, { env: envOf(bench) });
        assert.notEqual(exitCode, 0);
        assert.match(stderr, /no signatures found/);
      },
    },
  ],
};

// Verdict and provenance hang on the index; SBOM and vulnerabilities on each platform.
async function verifyGated(bench: Bench, { estate }: Gated, image: string): Promise<void> {
  const platforms = estate.platforms.map(({ manifest }) => image.replace(estate.digest, manifest.digest));
  const expected = [
    ...(['verdict', 'provenance'] as const).map((kind) => ({ kind, name: image })),
    ...platforms.flatMap((name) => (['sbom', 'vulnerabilities'] as const).map((kind) => ({ kind, name }))),
  ];
  for (const [purpose, { entry }] of Object.entries(estate.keys))
    await writeFile(join(bench.folder, `${purpose}.pem`), entry['public-key'] ?? '');
  for (const { kind, name } of expected) {
    const { predicateType, purpose } = statementKinds[kind];
    const verify = (key: string): Promise<{ readonly exitCode: number }> => {
      const trust = ['--key', `${key}.pem`, '--insecure-ignore-tlog=true', '--type', predicateType];
      return bench.attempt(['verify-attestation', ...trust, name], { env: envOf(bench) });
    };
    assert.deepEqual([kind, (await verify(purpose)).exitCode], [kind, 0]);
    assert.notEqual((await verify('promotion')).exitCode, 0, `${kind} by the key of promotion`);
  }
}

const offline = ['--use-signing-config=false', '--tlog-upload=false', '--yes'];

async function pinned(): Promise<string> {
  return `${image}@${(await buildSeeded()).index.digest}`;
}

/** Manifests beside those of the image. */
function countAttached({ simulation }: Bench): number {
  const store = simulation.registries.find(quarantine.loginServer);
  return (store?.manifests('conformance/signed').length ?? 0) - 3;
}

function cosign(bench: Bench, args: readonly string[]): Promise<string> {
  return bench.run(args, { env: envOf(bench) });
}

function envOf({ writer }: Bench): Readonly<Record<string, string>> {
  return { ...writer, COSIGN_PASSWORD: '' };
}
