import type { Policy } from './policy.ts';

const operators = ['and', 'or', 'with'];
// Deprecated since version 3.0 of the SPDX licence list: `GPL-2.0` is `GPL-2.0-only`, `GPL-2.0+` is `GPL-2.0-or-later`.
const oldNames = /^((?:agpl|gpl|lgpl|gfdl)-\d\.\d)(\+?)$/;

/** A licence's identifier in the one spelling in which it is compared. */
export function normaliseLicence(name: string): string {
  const [, base, plus] = oldNames.exec(name.toLowerCase()) ?? [];
  if (base === undefined) return name.toLowerCase();
  return plus === '+' ? `${base}-or-later` : `${base}-only`;
}

/** What the lists say of a licence or an expression; undefined when neither does. Every part must be allowed. */
export function judgeLicence(name: string, licences: Policy['licences']): 'denied' | 'allowed' | undefined {
  // SPDX 3.0 annex B: operators and brackets around identifiers; package managers also write commas and slashes.
  const parts = name
    .toLowerCase()
    .split(/[\s(),;/|&]+/)
    .filter((part) => part !== '' && !operators.includes(part))
    .map(normaliseLicence);
  if (parts.some((part) => licences.deny.has(part))) return 'denied';
  return parts.length > 0 && parts.every((part) => licences.allow.has(part)) ? 'allowed' : undefined;
}
