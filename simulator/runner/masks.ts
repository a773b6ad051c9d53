/** Replaces every registered secret in what is kept or printed, longest first. */
export interface Masks {
  add(secret: string): void;
  apply(text: string): string;
}

/** A mask list as one job has it; a multi-line secret masks each of its lines too, as the runner does. */
export function createMasks(): Masks {
  const secrets = new Set<string>();
  return {
    add(secret) {
      for (const value of [secret, ...secret.split(/\r?\n/)]) if (value.trim() !== '') secrets.add(value);
    },
    apply(text) {
      const ordered = [...secrets].sort((a, b) => b.length - a.length);
      return ordered.reduce((masked, secret) => masked.replaceAll(secret, '***'), text);
    },
  };
}
