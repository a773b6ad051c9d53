import { statSync } from 'node:fs';
import { findErrorCode } from '../base/error-code.ts';
import type { ParseScope } from './fields.ts';
import { InputProblem } from './input-problem.ts';
import { resolveInWorkspace } from './workspace-path.ts';

// An input is text that a person wrote; more than this is a file that was pasted by mistake.
const maxItems = 1000;

/** `true` or `false` in the spellings of YAML 1.2's core schema, as GitHub's own getBooleanInput. */
export function parseFlag(text: string): boolean {
  if (/^(true|True|TRUE)$/.test(text)) return true;
  if (/^(false|False|FALSE)$/.test(text)) return false;
  throw new InputProblem(`"${text}" is neither true nor false`, '`true` or `false`');
}

/** A whole number from `min` to `max`. */
export function parseInteger(text: string, bounds: { readonly min: number; readonly max: number }): number {
  const value = /^-?\d{1,15}$/.test(text) ? Number(text) : NaN;
  if (value >= bounds.min && value <= bounds.max) return value;
  throw new InputProblem(`"${text}" cannot be used`, `a whole number from ${bounds.min} to ${bounds.max}`);
}

/** One of `values`, spelled exactly. */
export function parseChoice<V extends string>(text: string, values: readonly V[]): V {
  const found = values.find((value) => value === text);
  if (found !== undefined) return found;
  throw new InputProblem(`"${text}" is not known`, values.map((value) => `\`${value}\``).join(' or '));
}

/** One item a line, each parsed by `parseItem`. */
export function parseItems<T>(
  text: string,
  scope: ParseScope,
  parseItem: (item: string, scope: ParseScope) => T,
): readonly T[] {
  const items = text.split(/\r?\n/).map((line) => line.trim());
  const filled = items.filter((item) => item !== '');
  if (filled.length > maxItems) {
    throw new InputProblem(`it has ${filled.length} items`, `at most ${maxItems} items`);
  }
  return filled.map((item) => parseItem(item, scope));
}

/** A path inside the workspace; with `mustBe` it has to exist as that. */
export function parsePath(text: string, scope: ParseScope, mustBe?: 'file' | 'folder'): string {
  const target = resolveInWorkspace(text, scope.workspace);
  if (mustBe === undefined) return target;
  const kind = readKind(target);
  if (kind === mustBe) return target;
  const wrong = kind === undefined ? `"${text}" does not exist` : `"${text}" is not a ${mustBe}`;
  throw new InputProblem(wrong, `the path of a ${mustBe} in the checked-out repository`);
}

/** `sha256:` and 64 lower-case hex digits (OCI image specification 1.1, descriptor, "Registered algorithms"). */
export function parseDigest(text: string): `sha256:${string}` {
  const hex = /^sha256:([0-9a-f]{64})$/.exec(text)?.[1];
  if (hex !== undefined) return `sha256:${hex}`;
  throw new InputProblem(`"${text}" is not a digest`, '`sha256:` and 64 lower-case hex digits');
}

/** What {@link parseTime} asks for. */
export const timeForm = 'RFC 3339, e.g. `2026-11-21T06:00:00Z`';

/** A moment; the answer is in UTC with milliseconds, whatever zone it was written in. */
export function parseTime(text: string): string {
  const moment = Date.parse(text);
  if (Number.isFinite(moment)) return new Date(moment).toISOString();
  throw new InputProblem(`"${text.slice(0, 80)}" is no time`, timeForm);
}

function readKind(path: string): 'file' | 'folder' | 'other' | undefined {
  try {
    const stats = statSync(path);
    if (stats.isFile()) return 'file';
    return stats.isDirectory() ? 'folder' : 'other';
  } catch (error) {
    if (findErrorCode(error) === 'ENOENT' || findErrorCode(error) === 'ENOTDIR') return undefined;
    throw error;
  }
}
