import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { tools } from '../../scripts/setup/tools.mjs';
import { readProjectFile, root } from '../support/repository.ts';

interface Package {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const text = readProjectFile('package-lock.json');
const { packages } = JSON.parse(text) as { packages: Readonly<Record<string, Package>> };
const installed = Object.entries(packages).filter(([path]) => path !== '');

describe('package-lock.json', () => {
  it('names no registry', () => {
    expect(installed.filter(([, entry]) => entry.resolved !== undefined).map(([path]) => path)).toEqual([]);
    expect(text).not.toMatch(/"https?:\/\/registry\./);
  });

  it('pins every package by version and hash', () => {
    const loose = installed.filter(([, entry]) => !entry.version || !/^sha512-/.test(entry.integrity ?? ''));
    expect(loose.map(([path]) => path)).toEqual([]);
  });

  it('holds every package of every platform', () => {
    // `npm install` drops an optional package that the registry lacks, and `npm ci` of npm 11 then refuses the lock.
    const absent = Object.entries(packages).flatMap(([path, entry]) =>
      Object.keys(entry.optionalDependencies ?? {})
        .filter((name) => !isLocked(path, name))
        .map((name) => `${path} needs ${name}`),
    );
    expect(absent).toEqual([]);
  });

  it('asks for exact versions', () => {
    const { dependencies, devDependencies, optionalDependencies } = packages[''] ?? {};
    const ranges = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies });
    expect(ranges.filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))).toEqual([]);
  });
});

describe('the pinned tools', () => {
  const installed = tools.filter((tool) => tool.package === undefined);

  it.each(installed.map((tool) => [`${tool.name} for ${tool.platform}`, tool] as const))(
    'have the version of the lock file: %s',
    (_, tool) => {
      const folder = tool.file.split('/').slice(0, 2).join('/');
      expect(packages[folder]?.version).toBe(tool.version);
    },
  );

  it('are the bytes that npm brought for this platform', () => {
    const here = tools.filter((tool) => existsSync(join(root, tool.file)));
    const found = here.map((tool) =>
      createHash('sha256')
        .update(readFileSync(join(root, tool.file)))
        .digest('hex'),
    );
    expect(found).toEqual(here.map((tool) => tool.sha256));
  });
});

/** npm looks for a dependency beside its dependent first, then one folder further up each time. */
function isLocked(path: string, name: string): boolean {
  const inside = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
  if (packages[inside] !== undefined) return true;
  const up = path.lastIndexOf('node_modules/');
  return up >= 0 && isLocked(path.slice(0, up).replace(/\/$/, ''), name);
}
