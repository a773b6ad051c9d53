import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Ajv } from 'ajv';
import type { ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import * as v from 'valibot';
import { listLocked, makeReleaseSbom } from '../documents/release.ts';
import { buildScanDocuments } from '../documents/scans.ts';
import { fromNpmFile } from '../programs/programs.ts';
import type { Judge } from '../types.ts';

/** The published JSON schema of CycloneDX 1.5, as the project's own library carries it. */
export const judge: Judge = {
  floor: 'Documents',
  name: 'cyclonedx schema',
  program: fromNpmFile({
    package: '@cyclonedx/cyclonedx-library',
    version: '10.3.0',
    file: 'res/schema/bom-1.5.SNAPSHOT.schema.json',
  }),
  cases: [
    {
      name: 'takes the SBOMs of scan-image',
      async run({ file }) {
        const validate = await compile(file);
        for (const { sbom, name } of await buildScanDocuments()) {
          validate(sbom);
          assert.deepEqual([name, validate.errors], [name, null]);
        }
      },
    },
    {
      name: 'takes the SBOM of a release, which holds every package that can be bundled',
      // It installs them.
      isSlow: true,
      async run({ file }) {
        const sbom = await makeReleaseSbom();
        const validate = await compile(file);
        validate(sbom);
        assert.deepEqual(validate.errors, null);
        const { components, metadata } = v.parse(Bom, sbom);
        assert.deepEqual(metadata.component, { name: 'lazaret', type: 'application' });
        assert.deepEqual(components.map(({ purl }) => purl).toSorted(), await listLocked());
      },
    },
    {
      name: 'refuses an SBOM that is wrong',
      async run({ file }) {
        const validate = await compile(file);
        const [one] = await buildScanDocuments();
        assert.equal(validate({ ...one?.sbom, specVersion: 1.5 }), false);
        assert.equal(validate({ ...one?.sbom, components: [{ name: 'a' }] }), false);
        assert.equal(validate({ ...one?.sbom, invented: true }), false);
      },
    },
  ],
};

const Bom = v.object({
  components: v.array(v.object({ purl: v.string() })),
  metadata: v.object({ component: v.object({ name: v.string(), type: v.string() }) }),
});

async function compile(file: string): Promise<ValidateFunction> {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: true });
  addFormats.default(ajv);
  // They are named by their own addresses, and asked for by the names of their files.
  for (const name of ['spdx', 'jsf-0.82'].map((part) => `${part}.SNAPSHOT.schema.json`)) {
    const schema = await readSchema(join(dirname(file), name));
    ajv.addSchema({ ...schema, $id: `http://cyclonedx.org/schema/${name}` });
  }
  return ajv.compile(await readSchema(file));
}

async function readSchema(file: string): Promise<object> {
  const schema: unknown = JSON.parse(await readFile(file, 'utf8'));
  if (typeof schema !== 'object' || schema === null) throw new Error(`${file} is no schema`);
  return schema;
}
