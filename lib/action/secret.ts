import { inspect } from 'node:util';

const shown = '[secret]';
const minPartLength = 3;

/** A value that does not print: not by template, JSON, `console.log` or in an error. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself; only for the call that needs it. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return shown;
  }

  toJSON(): string {
    return shown;
  }

  [inspect.custom](): string {
    return shown;
  }
}

/**
 * Every form of a secret text that must not appear in a log: the text, its lines, the value of a `NAME=value`
 * line, and their base64 and URL encodings. The runner masks by exact match only, so each form is registered.
 * https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information
 */
export function listMaskedForms(text: string): readonly string[] {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  const values = lines.map((line) => line.replace(/^[A-Za-z_][A-Za-z0-9_]*=/, ''));
  // A short part, such as the 1 of DEBUG=1, would blank out half the log; the whole text is always hidden.
  const parts = [...lines, ...values].filter((form) => form.length >= minPartLength);
  const plain = [text.trim(), ...parts].filter((form) => form !== '');
  const encoded = plain.flatMap((form) => [Buffer.from(form).toString('base64'), encodeURIComponent(form)]);
  return [...new Set([...plain, ...encoded])];
}
