import * as v from 'valibot';
import { isKnownFamily } from '../findings/index.ts';
import { splitRelease } from './end-of-life.ts';
import { environment } from './environment.schema.ts';
import { date, line, lines } from './fields.schema.ts';
import { waiversSchema } from './waiver.schema.ts';

const system = v.pipe(
  line,
  v.check((text) => isKnownFamily(splitRelease(text)[0]), 'must begin with a system that scanners know'),
);

/** `gate.yaml`, the one source of its editor schema too. Leaving something out never makes it laxer. */
export const policySchema = v.strictObject(
  {
    version: v.pipe(v.literal(1, 'must be 1'), v.description('The version of this format.')),
    environments: v.strictObject(
      {
        local: v.optional(environment),
        quarantine: v.optional(environment),
        production: v.optional(environment),
      },
      'must be a map with local, quarantine or production',
    ),
    licences: v.pipe(
      v.optional(
        v.strictObject({ allow: v.optional(lines, []), deny: v.optional(lines, []) }, 'must be a map'),
        {},
      ),
      v.description('SPDX identifiers; deny wins over allow.'),
    ),
    vex: v.pipe(
      v.optional(v.strictObject({ authors: v.optional(lines, []) }, 'must be a map'), {}),
      v.description('Whose OpenVEX documents count.'),
    ),
    'end-of-life': v.pipe(
      v.optional(v.record(system, date, 'must be a map from system to date'), {}),
      v.description('When support of a system ends, e.g. debian 11: 2026-08-31.'),
    ),
    waivers: v.pipe(
      v.optional(waiversSchema, []),
      v.description('Exceptions, each for one finding and with an end.'),
    ),
  },
  'must be a map',
);
