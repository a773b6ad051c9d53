import { dirname } from 'node:path';

/** The folder of the project. */
export const suiteFolder = dirname(dirname(import.meta.dirname));
