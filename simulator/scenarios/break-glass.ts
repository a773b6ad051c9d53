import { live, repository } from '../estate/index.ts';
import type { RunReport } from '../runner/index.ts';
import type { Simulation } from '../simulation.ts';
import { mergeWaiver, service } from './chapters.ts';
import { assertNotInLive } from './images.ts';
import type { Scenario, Stage } from './types.ts';
import { assertRefused, changeService, prepareBlocked } from './waiting.ts';

const environment = 'break-glass';
const firstEnvironment = 'break-glass-first';
const samePerson = { [firstEnvironment]: 'release-approver', [environment]: 'release-approver' };
const twoPeople = { ...samePerson, [environment]: 'second-approver' };
const code = 'APPROVAL_NOT_INDEPENDENT';

/** The way out of an emergency: seen by everybody, still scanned and decided, on a waiver of a day, by two people. */
export const breakGlass: Scenario = {
  name: 'break-glass',
  title: 'the gate blocks chain-api; in an emergency two people let it go live on a waiver of 24 hours',
  async play(stage) {
    const { simulation } = stage;
    await prepareBlocked(stage);
    const image = findBuilt(await changeService(stage, 'failure'));
    assertHeld(simulation, image);
    stage.tell('the gate blocked it: it stays in quarantine');
    await mergeWaiver(stage, { expiresInDays: 1, isExact: true });
    const refused = await breakTheGlass(stage, image, { reviewers: samePerson, expected: 'failure' });
    assertRefused(refused, environment, code);
    assertHeld(simulation, image);
    stage.tell(`refused, as it must be: ${code}`);
    await breakTheGlass(stage, image, { reviewers: twoPeople, expected: 'success' });
    assertTold(simulation, image);
    await assertRecorded(simulation, image);
    stage.tell('two issues and the signed record of the promotion say that the glass was broken');
  },
};

interface Breaking {
  readonly reviewers: Readonly<Record<string, string>>;
  readonly expected: 'success' | 'failure';
}

function breakTheGlass(stage: Stage, image: string, breaking: Breaking): Promise<readonly RunReport[]> {
  stage.tell('platform-engineer breaks the glass');
  const [reason, ticket] = ['chain-api is down, this mends it', 'INC-7'];
  const inputs = { name: 'emergency', image, reason, ticket };
  return stage.follow({ dispatch: 'break-glass.yml', inputs, ...breaking });
}

function findBuilt(reports: readonly RunReport[]): string {
  const built = reports.flatMap(({ jobs }) => jobs).find(({ jobId }) => jobId === 'build');
  const image = built?.outputs['image'];
  if (image === undefined) throw new Error('nothing was built');
  return image;
}

function assertHeld(simulation: Simulation, image: string): void {
  assertNotInLive(simulation, service, image.split('@')[1] ?? '');
}

// One issue for each time, opened by the job's own token before anything else happened.
function assertTold({ github }: Simulation, image: string): void {
  const issues = github.hub.findRepository(repository.fullName)?.issues ?? [];
  const told = issues.filter(({ title, user }) => title.includes(image) && user === 'github-actions[bot]');
  if (told.length === 2 && told.every(({ body }) => body.includes('INC-7'))) return;
  throw new Error(`${told.length} issues tell of ${image}, and should be two`);
}

async function assertRecorded({ registries, world }: Simulation, image: string): Promise<void> {
  const store = registries.find(live.loginServer);
  const tag = `promotion-${(image.split('@')[1] ?? '').replace(':', '-')}`;
  const manifest = await store?.manifestBytes(store.resolve(service, tag)?.digest ?? '');
  const bundle = await world.blobs.read(readText(manifest, ['layers', 0, 'digest']));
  const payload = Buffer.from(readText(bundle, ['dsseEnvelope', 'payload']), 'base64');
  const of = (...path: readonly (string | number)[]) => readText(payload, ['predicate', ...path]);
  const said = [of('environment'), of('approvers', 0, 'login'), of('approvers', 1, 'login')].join(' ');
  const wanted = `${environment} ${Object.values(twoPeople).join(' ')}`;
  if (said !== wanted) throw new Error(`the record says "${said}", not "${wanted}"`);
}

function readText(bytes: Uint8Array | undefined, path: readonly (string | number)[]): string {
  let value: unknown = JSON.parse(Buffer.from(bytes ?? []).toString());
  for (const key of path)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  if (typeof value === 'string') return value;
  throw new Error(`nothing stands at ${path.join('.')}`);
}
