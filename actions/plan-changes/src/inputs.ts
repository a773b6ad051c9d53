import { defineInputs, defineOutputs, flag, integer, text } from '../../../lib/action/index.ts';
import type { InputsOf, OutputsOf } from '../../../lib/action/index.ts';
import { maxMatrixJobs } from '../../../lib/domain/build-plan/index.ts';
import { configFileName } from '../../../lib/domain/config/index.ts';
import { parseBase, parseConfigPath } from './parse.ts';

/** What the action does, in one sentence. */
export const description =
  'Find out what a change makes necessary: images to build, upstream images to import.';

/** The inputs of plan-changes. */
export const inputs = defineInputs({
  config: text({
    description: 'The configuration, relative to the root of the repository.',
    default: configFileName,
    form: 'a path inside the repository',
    parse: parseConfigPath,
  }),
  all: flag({ description: 'Plan everything, whatever has changed.', default: 'false' }),
  base: text({
    description:
      'The commit to compare with. When absent, the event says it: where a pull request leaves its base, or what the branch was at before the push.',
    form: 'a whole commit id',
    parse: parseBase,
  }),
  'shard-size': integer({
    description: `The most jobs of one matrix; GitHub makes no more than ${maxMatrixJobs}.`,
    ...{ min: 1, max: maxMatrixJobs, default: String(maxMatrixJobs) },
  }),
});

/** The outputs of plan-changes. */
export const outputs = defineOutputs({
  images: {
    description:
      'JSON list of the images to build, for `fromJSON` in a matrix: `name`, `folder`, `dockerfile`, `repository`, `platform` (empty where none is set), `cause` (`folder`, `also`, `entry`, `new`, `everything`). Empty text when they do not fit into one matrix: use `shards`.',
  },
  'image-count': { description: 'How many images are to be built.' },
  shards: {
    description:
      'JSON list of parts that fit into a matrix each: `shard` (from 0) and `images`, a list as in the output `images`. `[]` when there is nothing to build.',
  },
  imports: {
    description:
      'JSON list of the lock file’s entries to import: `reference`, `digest`, `tag`, `target` (repository in quarantine), `cause`.',
  },
  'import-count': { description: 'How many upstream images are to be imported.' },
  removed: { description: 'JSON list of the names of images that the base has and the commit has not.' },
  'unchanged-count': { description: 'How many images of the configuration need no build.' },
  everything: {
    description: '`true` when there is nothing to compare with, so all is planned; else `false`.',
  },
  reason: { description: 'Why everything is planned, or what was compared.' },
  base: { description: 'The commit that was compared with; empty when everything is planned.' },
  head: { description: 'The checked-out commit.' },
});

/** The parsed inputs. */
export type Inputs = InputsOf<typeof inputs>;

/** The outputs, all text. */
export type Outputs = OutputsOf<typeof outputs>;
