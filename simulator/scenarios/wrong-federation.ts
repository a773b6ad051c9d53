import { exchangeAudience, githubIssuer, identities } from '../estate/index.ts';
import { buildJob } from './cast.ts';
import { importBase, mergeService, startRun } from './chapters.ts';
import type { Scenario } from './types.ts';

/** A subject names a workflow file: a job of another file is somebody else to Entra. */
export const wrongFederation: Scenario = {
  name: 'wrong-federation',
  title:
    'a job of the wrong workflow file asks for an identity: Entra refuses, the message says what to register',
  async play(stage) {
    const run = await startRun(stage, await mergeService(stage), 'upstream.yml');
    const inline = { ...buildJob(run, 'import'), jobWorkflow: 'upstream.yml' };
    const title = 'Import in a job of upstream.yml itself';
    await importBase(stage, run, { title, job: inline, expectedCode: 'ENTRA_FEDERATION_MISMATCH' });
    await importBase(stage, run, { title: 'Import in the job of import.yml' });
    const { directory } = stage.simulation.entra;
    const [subject = ''] = identities.import.subjects;
    directory.removeCredentials(identities.import.name);
    directory.addCredential(identities.import.name, {
      ...{ issuer: githubIssuer, subject: subject.toUpperCase(), audiences: [exchangeAudience] },
    });
    stage.tell('platform-engineer registers the subject anew, in capital letters');
    const capital = 'Import by a subject in capital letters';
    await importBase(stage, run, { title: capital, expectedCode: 'ENTRA_FEDERATION_MISMATCH' });
  },
};
