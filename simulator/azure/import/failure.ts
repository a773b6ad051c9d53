/** How an import ends on its poll. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function failImport(status: number, code: string, message: string): ImportFailure {
  return new ImportFailure(status, code, message);
}
