import type { JobContext } from '../../../lib/action/index.ts';
import type { Json } from '../../../lib/base/canonical-json.ts';
import type { Evidence, ReportEvidence } from '../../../lib/domain/evidence/index.ts';
import type { Decision } from '../../../lib/domain/gate/index.ts';
import type { Digest } from '../../../lib/domain/image/index.ts';
import type { Rules } from '../../../lib/domain/rules/index.ts';
import type { Inputs } from './inputs.ts';
import type { Subject } from './subject.ts';

/** A decision with everything that it was made of. */
export interface Case {
  readonly inputs: Inputs;
  readonly job: JobContext;
  readonly rules: Rules;
  readonly subject: Subject;
  readonly report: ReportEvidence;
  /** The SBOMs of the scan, by platform manifest. */
  readonly sboms: ReadonlyMap<Digest, Json>;
  readonly evidence: Evidence;
  readonly decision: Decision;
}
