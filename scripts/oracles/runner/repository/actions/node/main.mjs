import { appendFileSync } from 'node:fs';

const { INPUT_WORD = '', GITHUB_OUTPUT = '', GITHUB_STATE = '' } = process.env;
appendFileSync(GITHUB_OUTPUT, `said=<${INPUT_WORD}>\n`);
appendFileSync(GITHUB_STATE, `word=${INPUT_WORD}\n`);
console.log(`main ${INPUT_WORD}`);
