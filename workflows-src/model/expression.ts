/** A value that GitHub computes, e.g. `needs.build.outputs.digest`. */
export interface Expression {
  readonly kind: 'expression';
  /** Without the braces. */
  readonly code: string;
}

/** A text with expressions in it. */
export interface Template {
  readonly kind: 'template';
  /** With the braces. */
  readonly text: string;
}

/** Whatever may stand behind a key of YAML that takes expressions. */
export type Value = string | number | boolean | Expression | Template;

type Literal = string | number | boolean;

/** Makes an expression: expressions are put in as they are, texts as quoted literals. */
export function expr(parts: TemplateStringsArray, ...values: readonly (Expression | Literal)[]): Expression {
  const pieces = parts.map((part, index) => {
    const value = values[index];
    return part + (value === undefined ? '' : renderOperand(value));
  });
  return { kind: 'expression', code: assertCode(pieces.join('')) };
}

/** Makes a text that holds expressions: expressions get their braces, texts are put in as they are. */
export function text(parts: TemplateStringsArray, ...values: readonly (Expression | string)[]): Template {
  const pieces = parts.map((part, index) => {
    const value = values[index];
    return assertPlain(part) + (value === undefined ? '' : renderPart(value));
  });
  return { kind: 'template', text: pieces.join('') };
}

/** An expression by its path in a context; every segment must be a name. */
export function path(context: string, ...segments: readonly string[]): Expression {
  for (const segment of segments) {
    if (!/^[A-Za-z_][\w-]*$/.test(segment)) throw new Error(`"${segment}" is no name in an expression`);
  }
  return { kind: 'expression', code: [context, ...segments].join('.') };
}

/** What stands in the YAML. Throws when a plain text holds an expression that nobody made. */
export function renderValue(value: Value): Literal {
  if (typeof value === 'string') return assertPlain(value);
  if (typeof value !== 'object') return value;
  return value.kind === 'expression' ? `\${{ ${value.code} }}` : value.text;
}

/** Whether something may stand behind a key of YAML. */
export function isValue(value: unknown): value is Value {
  if (typeof value === 'object') return value !== null && 'kind' in value;
  return ['string', 'number', 'boolean'].includes(typeof value);
}

/** Whether a text could be read as an expression by GitHub. */
export function holdsExpression(plain: string): boolean {
  return plain.includes('${{');
}

function renderOperand(value: Expression | Literal): string {
  if (typeof value === 'object') return value.code;
  // GitHub's literals: single quotes, doubled inside. https://docs.github.com/actions/reference/workflows-and-actions/expressions#literals
  return typeof value === 'string' ? `'${value.replaceAll("'", "''")}'` : String(value);
}

function renderPart(value: Expression | string): string {
  return typeof value === 'string' ? assertPlain(value) : `\${{ ${value.code} }}`;
}

function assertPlain(plain: string): string {
  if (holdsExpression(plain)) throw new Error(`"${plain}" holds an expression; make it with expr or text`);
  return plain;
}

function assertCode(code: string): string {
  if (/\$\{\{|\}\}/.test(code)) throw new Error(`"${code}" has braces inside an expression`);
  return code;
}
