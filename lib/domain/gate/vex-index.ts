import { isPackageIn, parsePurl } from '../findings/index.ts';
import type { Finding, PackageName } from '../findings/index.ts';
import type { Facts } from './facts.ts';
import type { Sourced } from './input.ts';
import type { Policy } from './policy.ts';
import { listSynonyms } from './synonyms.ts';
import type { VexDocument, VexProduct, VexStatement } from './vex.ts';

/** What the believed documents say of one finding; `silent` when nothing that would clear it. */
export type VexAnswer =
  | { readonly kind: 'silent' }
  | {
      readonly kind: 'clears';
      readonly name: string;
      readonly why: string;
      /** The document's digest when it alone clears the finding. */
      readonly digest: string | undefined;
    }
  | { readonly kind: 'contradictory' };

interface Entry {
  readonly source: Sourced<VexDocument>;
  readonly statement: VexStatement;
}

/** The documents that count, and what they say by vulnerability. */
export interface VexIndex {
  readonly byName: ReadonlyMap<string, readonly Entry[]>;
  /** Vulnerabilities of which two statements about the same thing say different things. */
  readonly contradictions: readonly string[];
  readonly untrusted: readonly Sourced<VexDocument>[];
  readonly early: readonly Sourced<VexDocument>[];
}

/** Sorts the documents: whose author counts, which are from the future, which version of each is the last. */
export function indexVex(policy: Policy, facts: Facts, latest: number): VexIndex {
  const trusted = facts.vex.filter(({ value }) => policy.vexAuthors.has(value.author));
  const believed = keepLastVersions(trusted.filter(({ value }) => value.issuedAt <= latest));
  const byName = new Map<string, Entry[]>();
  for (const source of believed) {
    for (const statement of source.value.statements) addEntry(byName, { source, statement });
  }
  return {
    byName,
    contradictions: [...byName].filter(([, entries]) => hasContradiction(entries)).map(([name]) => name),
    untrusted: facts.vex.filter(({ value }) => !policy.vexAuthors.has(value.author)),
    early: trusted.filter(({ value }) => !(value.issuedAt <= latest)),
  };
}

/** What is said of a finding in this image. */
export function askVex(finding: Finding, facts: Facts, index: VexIndex): VexAnswer {
  if (index.byName.size === 0) return { kind: 'silent' };
  const installed = parsePurl(finding.package?.purl ?? '');
  const entries = listSynonyms(finding)
    .flatMap((name) => index.byName.get(name) ?? [])
    .filter(({ statement }) => isAbout(statement, installed, facts));
  const clearing = entries.filter(({ statement }) => isClearing(statement));
  const [first] = clearing;
  if (first === undefined) return { kind: 'silent' };
  if (clearing.length < entries.length) return { kind: 'contradictory' };
  const { name, digest } = first.source.input;
  const isAlone = entries.every(({ source }) => source === first.source);
  const why = first.statement.justification ?? first.statement.status;
  return { kind: 'clears', name, why, digest: isAlone ? digest : undefined };
}

function addEntry(byName: Map<string, Entry[]>, entry: Entry): void {
  for (const name of entry.statement.vulnerabilities) {
    const entries = byName.get(name);
    if (entries === undefined) byName.set(name, [entry]);
    else entries.push(entry);
  }
}

// OpenVEX 0.2.0, "Document": a new version under the same @id replaces the old one.
function keepLastVersions(documents: readonly Sourced<VexDocument>[]): readonly Sourced<VexDocument>[] {
  const last = new Map<string, number>();
  for (const { value } of documents) last.set(value.id, Math.max(value.version, last.get(value.id) ?? 0));
  return documents.filter(({ value }) => value.version === last.get(value.id));
}

function isClearing(statement: VexStatement): boolean {
  return statement.status === 'not_affected' || statement.status === 'fixed';
}

function hasContradiction(entries: readonly Entry[]): boolean {
  const said = new Map<string, boolean>();
  for (const { statement } of entries) {
    for (const key of statement.products.flatMap(listKeys)) {
      const clears = isClearing(statement);
      if ((said.get(key) ?? clears) !== clears) return true;
      said.set(key, clears);
    }
  }
  return false;
}

function listKeys(product: VexProduct): readonly string[] {
  const parts = product.subcomponents.length === 0 ? [''] : product.subcomponents;
  return product.names.flatMap((name) => parts.map((part) => `${name} ${part}`));
}

function isAbout(statement: VexStatement, installed: PackageName | undefined, facts: Facts): boolean {
  const clears = isClearing(statement);
  return statement.products.some(({ names, subcomponents }) => {
    if (names.some((name) => isImage(name, facts))) {
      return subcomponents.length === 0 || subcomponents.some((name) => isPackage(name, installed));
    }
    if (subcomponents.length > 0) return false;
    // A package is named for every image at once: what clears it must say its version, what warns of it need not.
    return names.some(
      (name) => isPackage(name, installed) && !(clears && parsePurl(name)?.version === undefined),
    );
  });
}

function isPackage(name: string, installed: PackageName | undefined): boolean {
  const scope = parsePurl(name);
  if (scope === undefined || installed === undefined) return false;
  return isPackageIn(scope, installed);
}

function isImage(name: string, facts: Facts): boolean {
  const plain = name.replaceAll(/%3A/gi, ':').replaceAll(/%2F/gi, '/');
  const [path = '', query = ''] = (plain.split('#', 1)[0] ?? '').split('?');
  const isUrl = /^pkg:(?:oci|docker)\//.test(path);
  const digest = /(?:^|@)(sha256:[a-f0-9]{64})$/.exec(path)?.[1];
  if (digest !== undefined && (isUrl || !path.startsWith('pkg:'))) return isDigestOf(digest, facts);
  // Whoever names a version or a tag does not speak of all images of the repository.
  return isUrl && !path.includes('@') && isRepositoryOf(query.split('&'), facts);
}

function isRepositoryOf(qualifiers: readonly string[], { repository }: Facts): boolean {
  if (qualifiers.some((qualifier) => qualifier.startsWith('tag='))) return false;
  const url = qualifiers.find((qualifier) => qualifier.startsWith('repository_url='));
  // The first folder is the registry's host.
  return url !== undefined && url.slice(url.indexOf('/') + 1) === repository;
}

function isDigestOf(digest: string, facts: Facts): boolean {
  return digest === facts.digest || (facts.manifests?.value ?? []).some((item) => item.digest === digest);
}
