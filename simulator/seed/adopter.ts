import {
  buildVariables,
  collaborators,
  environments,
  exchangeAudience,
  githubIssuer,
  identityList,
  organisation,
  protections,
  repository,
} from '../estate/index.ts';
import type { FileContent } from '../github/index.ts';
import type { Simulation } from '../simulation.ts';
import { renderConfig } from './config.ts';
import { readFolder } from './files.ts';
import type { Files } from './files.ts';

const example = 'examples/adopter';
/** What the example's callers name in place of a commit of the suite. */
const placeholder = '0123456789abcdef0123456789abcdef01234567';

export interface AdopterOrder {
  readonly suiteFolder: string;
  /** The commit of the suite that the callers pin. */
  readonly suiteCommit: string;
  readonly trivyAllowed: string;
  readonly vex?: readonly string[];
  readonly files?: Files;
}

/** The repository of the example, beside the suite's own. */
export const adopter = `${organisation.login}/webshop`;

/**
 * Makes a repository that only uses the suite: the files of the example with the commit of the suite in its callers, its
 * variables, environments and rules, and the subjects of its jobs registered with each identity. Answers main's commit.
 */
export async function seedAdopter(simulation: Simulation, order: AdopterOrder): Promise<string> {
  const { hub } = simulation.github;
  const made = await hub.createRepository({ fullName: adopter, collaborators, protections });
  made.vars = { ...buildVariables(order.trivyAllowed) };
  for (const { name, preventSelfReview, branches, adminBypass, reviewers } of environments) {
    hub.setEnvironment(adopter, name, {
      preventSelfReview,
      ...{ reviewers: [...reviewers], canAdminsBypass: adminBypass },
      ...{ branchPolicy: 'custom', branchPatterns: [...branches] },
    });
  }
  federate(simulation, made.id, order.suiteCommit);
  const files = await readExample(simulation, order);
  return hub.commit(adopter, {
    ...{ branch: 'main', message: 'Start the repository', author: 'platform-engineer' },
    files: { ...files, ...order.files },
  });
}

async function readExample(simulation: Simulation, order: AdopterOrder): Promise<Files> {
  const { suiteFolder, suiteCommit, vex } = order;
  const files = Object.entries(await readFolder(suiteFolder, example)).map(([path, content]) => {
    const text = readText(content).replaceAll(`${placeholder} # v1.0.0`, suiteCommit);
    const name = path.slice(example.length + 1);
    return [name, name === 'lazaret.yaml' ? renderConfig(text, simulation, vex) : text] as const;
  });
  return Object.fromEntries(files);
}

function readText(content: FileContent): string {
  if (content === null || typeof content === 'string') return content ?? '';
  return Buffer.from(content instanceof Uint8Array ? content : content.content).toString();
}

// A subject names the caller's repository and, at its end, the suite's file at the commit that the caller pins.
function federate({ entra }: Simulation, id: number, suiteCommit: string): void {
  const [owner = '', name = ''] = adopter.split('/');
  const forms = [
    [`repo:${repository.fullName}:`, `repo:${adopter}:`],
    [
      `repo:${owner}@${organisation.id}/${repository.name}@${repository.id}:`,
      `repo:${owner}@${organisation.id}/${name}@${id}:`,
    ],
  ] as const;
  for (const identity of identityList) {
    for (const subject of identity.subjects) {
      const form = forms.find(([own]) => subject.startsWith(own));
      if (form === undefined) continue;
      entra.directory.addCredential(identity.name, {
        ...{ issuer: githubIssuer, audiences: [exchangeAudience] },
        subject: subject.replace(form[0], form[1]).replace(/@refs\/heads\/main$/, `@${suiteCommit}`),
      });
    }
  }
}
