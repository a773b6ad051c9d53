import { judge } from '../../../scripts/oracles/judges/cyclonedx.ts';
import { describeJudge } from './describe-judge.ts';

describeJudge(judge);
