/** How a person writes a value: what to write, as the end of "write …", and what makes the value of it. */
export interface Notation<T> {
  readonly form: string;
  /** Throws a coded error that says what is wrong with the text. */
  readonly parse: (text: string) => T;
}
