import type { Account, Person } from './types.ts';

const noreplyDomain = '@users.noreply.github.com';

/** The account that a GitHub noreply address names; undefined for every other address. */
export function findNoreplyPerson(email: string): Person | undefined {
  const address = email.trim().toLowerCase();
  if (!address.endsWith(noreplyDomain)) return undefined;
  // Both forms: https://docs.github.com/account-and-profile/reference/email-addresses-reference
  const match = /^(?:(\d{1,15})\+)?([a-z0-9][a-z0-9_-]*(?:\[bot\])?)$/.exec(
    address.slice(0, -noreplyDomain.length),
  );
  if (match?.[2] === undefined) return undefined;
  return match[1] === undefined ? { login: match[2] } : { login: match[2], id: Number(match[1]) };
}

/** Whether two names mean the same account; ids decide where both are known, since a login can be renamed. */
export function isSamePerson(a: Person | Account, b: Person | Account): boolean {
  if (a.id !== undefined && b.id !== undefined && a.id === b.id) return true;
  return a.login.toLowerCase() === b.login.toLowerCase();
}

/** All addresses in the `Co-authored-by` trailers of a commit message; a trailer without one yields its whole text. */
export function parseCoAuthors(message: string): readonly string[] {
  const trailers = message.matchAll(/^[ \t]*co-authored-by[ \t]*:[ \t]*(.*)$/gim);
  return [...trailers].flatMap((trailer) => listAddresses((trailer[1] ?? '').trim()));
}

function listAddresses(value: string): readonly string[] {
  const addresses = [...value.matchAll(/<([^<>]*)>/g)].map((match) => (match[1] ?? '').trim());
  return addresses.length === 0 ? [value] : addresses;
}
