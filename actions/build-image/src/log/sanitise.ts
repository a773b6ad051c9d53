// Terminal sequences (ECMA-48 5.4), then every control, format and private character but the tab: a build must not
// move the cursor, hide text or reverse its direction in somebody's log.
const terminalSequence = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[@-Z\\-_])/g;
const hiddenCharacter = /(?!\t)[\p{Cc}\p{Cf}\p{Co}\p{Zl}\p{Zp}]/gu;

/** A line of a foreign log, fit to be printed: no terminal sequences, nothing invisible, no secret. */
export function sanitiseLine(line: string, secrets: readonly string[]): string {
  const plain = line.replace(terminalSequence, '').replace(hiddenCharacter, '');
  return secrets.reduce((text, secret) => (secret === '' ? text : text.replaceAll(secret, '***')), plain);
}
