import * as v from 'valibot';
import { findTime } from '../findings/index.ts';

const maxText = 2000;

/** A text in one line. */
export const line = v.pipe(
  v.string('must be a text'),
  v.trim(),
  v.minLength(1, 'must not be empty'),
  v.maxLength(maxText, `must not be longer than ${maxText} characters`),
  v.regex(/^\P{Cc}*$/u, 'must be one line without control characters'),
);

/** Several of them. */
export const lines = v.array(line, 'must be a list');

/** A date, as it is written; `findTime` reads it. */
export const date = v.pipe(
  line,
  v.check((text) => findTime(text) !== undefined, 'must be a date, e.g. 2026-11-21'),
  v.description('A date (from its first moment, UTC) or an RFC 3339 time.'),
);
