import * as v from 'valibot';

const maxIdCharacters = 512;
const maxNameCharacters = 4096;

/** An absent text and an empty one say the same in every format here. */
export const text = v.nullish(v.string(), '');

/** The name of what was found. */
export const id = v.pipe(v.string(), v.minLength(1), v.maxLength(maxIdCharacters));

/** The name of a package or tool. */
export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(maxNameCharacters));

/** Texts, none when absent. */
export const texts = v.nullish(v.array(v.string()), []);

/** A list whose entries are read one by one. */
export const items = v.nullish(v.array(v.unknown()));

/** A line of a file, where one is told. */
export const line = v.nullish(v.number());
